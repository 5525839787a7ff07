import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { words } from './scripts/words.ts';

const fields = /src\/ui\/(Field|TextArea|Refusal)\.|kernel\/submission/;
const forms = /src\/ui\/(Combobox|DayField|Dialog|NewPassword|Select|matching|password)\./;
const base = /node_modules\/(svelte|esm-env|clsx)\/(?!.*blocks\/html)|src\/(kernel|ui)\//;

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
  plugins: [words(), svelte(), svelteTesting(), paintOnce()],
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
              test: (id) => base.test(id) && !fields.test(id) && !forms.test(id),
              priority: 3,
            },
            { name: 'fields', test: fields, priority: 2 },
            { name: 'forms', test: forms },
            { name: 'board', test: /src\/(boards|cards)\/(?!copying).*\.ts$/, minShareCount: 2 },
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
  },
});
