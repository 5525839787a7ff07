import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Figures, type Asked } from './figures.svelte';

const period = { from: '2026-09-01', to: '2026-11-22' };
const asked = (query = ''): Asked => ({ ...period, query });
let paths: string[] = [];
let answer: () => Response = () => Response.json({ query: '' });

beforeEach(() => {
  paths = [];
  answer = () => Response.json({ query: '' });
  vi.useFakeTimers();
  vi.stubGlobal('fetch', (path: string) => {
    paths.push(decodeURIComponent(path).replace(/.*to=2026-11-22/, ''));
    return Promise.resolve(answer());
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('a filter that is being written is asked for when the hand rests, a period at once', async () => {
  const figures = new Figures();
  figures.ask(asked());
  expect(paths).toEqual(['']);
  for (const query of ['l', 'lä', 'läge:risk']) figures.ask(asked(query));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(paths).toEqual(['', '&query=läge:risk']);
  figures.ask({ ...asked('läge:risk'), board_id: 'b1' });
  expect(paths.length).toBe(3);
  figures.close();
});

it('what never stops happening is counted all the same', async () => {
  const figures = new Figures();
  figures.ask(asked());
  for (let i = 0; i < 20; i += 1) {
    figures.soon();
    await vi.advanceTimersByTimeAsync(200);
  }
  expect(paths.length).toBeGreaterThan(2);
  expect(paths.length).toBeLessThan(6);
  figures.close();
});

it('a filter that cannot be understood is no failure, and is remembered as what it was', async () => {
  const figures = new Figures();
  answer = () =>
    new Response(JSON.stringify({ code: 'senseless_query', detail: 'Nej.' }), {
      status: 422,
      headers: { 'Content-Type': 'application/problem+json' },
    });
  figures.ask(asked('färg:röd'));
  await vi.advanceTimersByTimeAsync(0);
  expect([figures.senseless, figures.problem]).toEqual(['färg:röd', undefined]);
  answer = () => Response.json({ query: 'avtal' });
  figures.ask(asked('avtal'));
  await vi.advanceTimersByTimeAsync(300);
  expect([figures.senseless, figures.told?.query]).toEqual([undefined, 'avtal']);
  figures.close();
});
