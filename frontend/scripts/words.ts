/** Splits each language in two at build time: what every page needs, and what can wait for its page. */
import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const folder = new URL('../../backend/verkstad/kernel/words/', import.meta.url);
const address = /^virtual:words\/(sv|en)\/(first|rest)$/;

/** Sentences of pages that are not the board; the language module fetches them with those pages. */
export const later =
  /^(entrance|signin|persona|setup|password|first|join|settings|people|overview|happened|role)\./;

export function words(): Plugin {
  return {
    name: 'words',
    resolveId: (id) => (address.test(id) ? `\0${id}` : null),
    load(id) {
      const [, language, part] = address.exec(id.replace('\0', '')) ?? [];
      if (!id.startsWith('\0') || !language) return null;
      const file = new URL(`app.${language}.json`, folder);
      this.addWatchFile(file.pathname);
      const all = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
      const chosen = Object.entries(all).filter(([key]) => later.test(key) === (part === 'rest'));
      return `export const words = ${JSON.stringify(Object.fromEntries(chosen))};`;
    },
  };
}
