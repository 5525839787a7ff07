import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { squeeze } from './scripts/squeeze.ts';
import { boardRoots, firstFiles, words } from './scripts/words.ts';

const fields = /src\/ui\/(Field|TextArea|Refusal)\.|kernel\/submission/;
const forms = /src\/(ui|kernel)\//;
/** Parts of Svelte that only dialogs use. */
const later =
  /blocks\/(html|svelte-element)|src\/reactivity\/(set|map|date|url)|bindings\/select|customizable/;
const svelteItself = /node_modules\/(svelte|esm-env|clsx)\//;
const first = new Set(firstFiles(boardRoots));
/** What every page needs, and the board before it can be painted; the rest of the kit comes with whoever uses it. */
const isBase = (id: string) =>
  (svelteItself.test(id) && !later.test(id)) ||
  (/src\/(kernel|ui)\//.test(id) && first.has(id.split('?')[0] ?? id));

const backend = process.env['VERKSTAD_BACKEND'] ?? 'http://127.0.0.1:8000';

/** Holds the first paint until the chosen theme is on <html>: the policy allows no inline script. */
function paintOnce(): Plugin {
  return {
    name: 'paint-once',
    enforce: 'post',
    transformIndexHtml: (html) =>
      html.replace('<script type="module"', '<script type="module" blocking="render"'),
  };
}

export default defineConfig({
  plugins: [words(), svelte(), svelteTesting(), paintOnce(), squeeze()],
  build: {
    outDir: '../backend/verkstad/web',
    emptyOutDir: true,
    manifest: true,
    sourcemap: false,
    modulePreload: { polyfill: false },
    // A data: address would need a hole in the content security policy.
    assetsInlineLimit: 0,
    target: 'es2023',
    // These have light-dark(): lowering it would double every colour.
    cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
    rolldownOptions: {
      output: {
        // Few files compress better than many: what every page needs, and what only forms need.
        codeSplitting: {
          groups: [
            {
              name: 'base',
              test: (id) => isBase(id) && !fields.test(id),
              priority: 3,
            },
            { name: 'fields', test: fields, priority: 2 },
            { name: 'forms', test: forms },
            {
              name: 'board',
              test: (id) => /src\/(boards|cards)\//.test(id) && first.has(id.split('?')[0] ?? id),
            },
          ],
        },
      },
    },
  },
  server: {
    fs: { allow: ['.', '../backend/verkstad/kernel/words'] },
    proxy: {
      '/api': { target: backend, ws: true },
      '/docs': backend,
    },
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.ts'],
    setupFiles: ['./src/testing.ts'],
    restoreMocks: true,
    testTimeout: 30_000,
    // A page of its own for each file costs six times the tests themselves; src/testing.ts cleans up between them.
    isolate: false,
  },
});
