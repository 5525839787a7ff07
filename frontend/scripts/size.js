/** Says what a first visit to each page downloads, and fails when the board's is above its aim. */
import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const web = new URL('../../backend/verkstad/web/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', web), 'utf8'));
const keyOf = (end) => Object.keys(manifest).find((key) => key.endsWith(end));
const words = ['first', 'rest'].map((part) => keyOf(`words/sv/${part}`));
const limit = 70_000;

function closure(keys, seen = new Set()) {
  for (const key of keys) {
    if (seen.has(key)) continue;
    seen.add(key);
    closure(manifest[key].imports ?? [], seen);
  }
  return seen;
}

function weigh(files) {
  let [raw, gzip, brotli] = [0, 0, 0];
  for (const file of files) {
    const bytes = readFileSync(new URL(file, web));
    raw += bytes.length;
    gzip += gzipSync(bytes, { level: 9 }).length;
    brotli += brotliCompressSync(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11 },
    }).length;
  }
  return { raw, gzip, brotli };
}

const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`.padStart(9);
const pages = Object.keys(manifest).filter((key) => /src\/.*\.svelte$/.test(key));
let board = 0;
console.log('page'.padEnd(34), 'files    raw      gzip    brotli');
for (const page of [null, ...pages]) {
  const entries = [
    'index.html',
    ...(page ? [page] : []),
    ...words.slice(0, page?.endsWith('BoardPage.svelte') ? 1 : 2),
  ];
  const chunks = [...closure(entries)].map((key) => manifest[key]);
  const files = new Set(chunks.flatMap((chunk) => [chunk.file, ...(chunk.css ?? [])]));
  const { raw, gzip, brotli } = weigh(files);
  // What is sent: the build squeezes every file with Brotli, which every browser we speak to understands.
  if (page?.endsWith('BoardPage.svelte')) board = brotli;
  const name = page ?? 'kernel, ui and shell';
  console.log(name.padEnd(34), String(files.size).padStart(4), kB(raw), kB(gzip), kB(brotli));
}
if (board > limit) {
  console.error(`The first board page is ${kB(board).trim()}, above ${kB(limit).trim()}.`);
  process.exit(1);
}
