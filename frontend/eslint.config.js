import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** kernel ← ui ← cards ← boards ← pages ← App: a folder never imports from one to its right. */
const order = ['kernel', 'ui', 'cards', 'boards', 'pages'];
const pages = ['overview', 'all', 'mine', 'finding', 'inbox', 'people', 'settings', 'entrance'];
const folders = (layer) => (layer === 'pages' ? pages : [layer]);

const boundary = (folder, forbidden) => ({
  files: [`src/${folder}/**/*.{ts,svelte}`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            group: forbidden.map((name) => `**/${name}/**`).concat('**/App.svelte'),
            message: `${folder} stands below: turn the dependency round or move the piece down.`,
          },
        ],
      },
    ],
  },
});

export default ts.config(
  { ignores: ['node_modules/', 'src/kernel/api.gen.ts'] },
  ...ts.configs.strict,
  ...ts.configs.stylistic,
  ...svelte.configs.recommended,
  {
    languageOptions: {
      globals: { ...globals.browser, ...globals.node },
      parserOptions: {
        projectService: { allowDefaultProject: ['*.js', 'scripts/*.js'] },
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        {
          requireDefaultForNonUnion: true,
          considerDefaultExhaustiveForUnions: true,
        },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Name what you export.' },
      ],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    rules: {
      'svelte/require-each-key': 'error',
      'svelte/button-has-type': 'error',
      'svelte/no-at-html-tags': 'off',
      // Links are built in kernel/router and followed by it; this is not SvelteKit.
      'svelte/no-navigation-without-resolve': 'off',
      'prefer-const': 'off',
      // Whole values are replaced in $state.raw; a deep proxy would cost what the board has none of.
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  {
    files: ['*.config.{js,ts}', 'scripts/*'],
    rules: { 'no-restricted-syntax': 'off', 'no-console': 'off' },
  },
  ...order
    .slice(0, -1)
    .flatMap((layer, i) =>
      folders(layer).map((folder) => boundary(folder, order.slice(i + 1).flatMap(folders))),
    ),
  ...pages.map((page) =>
    boundary(
      page,
      pages.filter((other) => other !== page && !(page === 'people' || other === 'people')),
    ),
  ),
);
