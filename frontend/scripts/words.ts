/** Splits each language in two at build time: what the first board page says, and what can wait. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const here = dirname(fileURLToPath(import.meta.url));
const folder = resolve(here, '../../backend/verkstad/kernel/words');
const address = /^virtual:words\/(sv|en)\/(first|rest)$/;

/** What a board needs before it can be painted. */
export const boardRoots = ['main.ts', 'boards/BoardPage.svelte'];

type Sentences = Record<string, unknown>;

function sentences(language: string): Sentences {
  return JSON.parse(readFileSync(join(folder, `app.${language}.json`), 'utf8')) as Sentences;
}

/** Follows what is imported outright; what is imported when needed brings its words with its page. */
export function firstFiles(from: readonly string[] = boardRoots): string[] {
  const seen = new Set<string>();
  const visit = (file: string) => {
    if (seen.has(file)) return;
    seen.add(file);
    // A type is not there when the program runs.
    const source = readFileSync(file, 'utf8').replaceAll(/import type [^;]+;/g, '');
    for (const [, path] of source.matchAll(/(?:from|import)\s+'(\.[^']+)'/g)) {
      const target = resolve(dirname(file), path ?? '');
      const found = [target, `${target}.ts`].find((at) => existsSync(at) && statSync(at).isFile());
      if (found && /\.(ts|svelte)$/.test(found)) visit(found);
    }
  };
  from.forEach((root) => visit(resolve(here, '../src', root)));
  return [...seen];
}

/** Keys written out in those files, and those that begin as a template in them does. */
export function firstKeys(): Set<string> {
  const source = firstFiles()
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  const begun = [...source.matchAll(/`([a-z_]+\.[a-z_.]*)\$\{/g)].map((match) => match[1] ?? '');
  const said = (key: string) =>
    source.includes(`'${key}'`) || begun.some((start) => key.startsWith(start));
  return new Set(Object.keys(sentences('sv')).filter(said));
}

export function words(): Plugin {
  let building = false;
  return {
    name: 'words',
    configResolved: (config) => {
      building = config.command === 'build';
    },
    resolveId: (id) => (address.test(id) ? `\0${id}` : null),
    load(id) {
      const [, language, part] = address.exec(id.replace('\0', '')) ?? [];
      if (!id.startsWith('\0') || !language) return null;
      this.addWatchFile(join(folder, `app.${language}.json`));
      // While developing everything comes at once: a word may move with the next keystroke.
      const first = building ? firstKeys() : null;
      const chosen = Object.entries(sentences(language)).filter(
        ([key]) => (first === null || first.has(key)) === (part === 'first'),
      );
      return `export const words = ${JSON.stringify(Object.fromEntries(chosen))};`;
    },
  };
}
