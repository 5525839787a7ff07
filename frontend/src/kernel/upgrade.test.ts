import { expect, test, vi } from 'vitest';
import { isOutdated } from './upgrade';

const page = (script: string) =>
  vi.fn(() => Promise.resolve(new Response(`<script type="module" src="${script}"></script>`)));

test('a server that serves the same client is no reason to load anew', async () => {
  vi.stubGlobal('fetch', page('/assets/index-one.js'));
  expect(await isOutdated('/assets/index-one.js')).toBe(false);
});

test('a server that serves another client is', async () => {
  vi.stubGlobal('fetch', page('/assets/index-two.js'));
  expect(await isOutdated('/assets/index-one.js')).toBe(true);
});

test('no connection is not an upgrade: what is on the screen stays', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline')));
  expect(await isOutdated('/assets/index-one.js')).toBe(false);
});
