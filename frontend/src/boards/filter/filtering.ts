/** All that a filter needs, downloaded together when the first one is used. */
export { default as FilterBar } from './FilterBar.svelte';
export { Sieve, worldOf } from './sieve.svelte';
