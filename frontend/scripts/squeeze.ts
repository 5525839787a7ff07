/** Puts each built text beside itself in Brotli, as small as it gets: the server sends that to whoever reads it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import type { Plugin } from 'vite';

const texts = /\.(js|css|svg)$/;
const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };

export function squeeze(): Plugin {
  return {
    name: 'squeeze',
    apply: 'build',
    // From the files as they were written: until then others may still change them.
    writeBundle({ dir }, bundle) {
      for (const name of Object.keys(bundle).filter((each) => texts.test(each))) {
        const file = join(dir ?? '', name);
        writeFileSync(`${file}.br`, brotliCompressSync(readFileSync(file), { params }));
      }
    },
  };
}
