import { flushSync, mount, unmount } from 'svelte';
import { afterEach, expect, test, vi } from 'vitest';
import FirstPlan from './FirstPlan.svelte';

afterEach(() => vi.unstubAllGlobals());

test('lines that are refused start no second plan, and what has come does not come again', async () => {
  const asked: string[] = [];
  const taken: string[] = [];
  let refusing = true;
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    asked.push(path.replace('/api/v1', ''));
    if (path.endsWith('/boards')) return Promise.resolve(Response.json({ board_id: 'plan' }));
    const { lines } = JSON.parse(String(init.body as string)) as { lines: string[] };
    const refused = refusing && lines.some((line) => line.length > 300);
    if (refused) return Promise.resolve(Response.json({ detail: 'För långt' }, { status: 422 }));
    taken.push(...lines);
    return Promise.resolve(Response.json({ version: 2, op: 'op', card_ids: [] }));
  });
  const page = mount(FirstPlan, { target: document.body });
  const write = (selector: string, value: string) => {
    const field = document.querySelector<HTMLInputElement>(selector);
    if (!field) throw new Error(selector);
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    flushSync();
  };
  const lines = [...Array.from({ length: 250 }, (_, i) => `- rad ${i}`), 'x'.repeat(301)];
  write('input', 'Planen');
  write('textarea', lines.join('\n'));
  const send = () =>
    document.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));

  send();
  await vi.waitFor(() => expect(asked).toHaveLength(3));
  await new Promise((resolve) => setTimeout(resolve, 10));
  refusing = false;
  send();
  await vi.waitFor(() => expect(taken).toHaveLength(251));

  expect(asked.filter((path) => path === '/boards')).toHaveLength(1);
  expect(taken.slice(0, 2)).toEqual(['rad 0', 'rad 1']);
  expect(new Set(taken).size).toBe(251);
  await unmount(page);
});
