/** What scripts/words.ts makes of the sentences; typed by src/kernel/language.svelte.ts. */
declare module 'virtual:words/*' {
  export const words: Record<string, string | { one: string; other: string }>;
}
