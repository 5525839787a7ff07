import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { live, type Watcher } from '../kernel/live.svelte';
import type { BoardEvent, Overview } from '../kernel/wire';
import { Whole } from './whole.svelte';

const board = (id: string, version: number) => ({ id, version }) as Overview['boards'][number];

/** What the server would say now, and how often it was asked. */
let boards: Overview['boards'];
let asked = 0;
const watched = new Map<string, { after: () => number; watcher: Watcher }>();

beforeEach(() => {
  vi.useFakeTimers();
  asked = 0;
  boards = [board('a', 3), board('b', 7)];
  vi.stubGlobal('fetch', () => {
    asked += 1;
    return Promise.resolve(Response.json({ boards }, { headers: { ETag: `"${asked}"` } }));
  });
  vi.spyOn(live, 'watch').mockImplementation((id, after, watcher) => {
    watched.set(id, { after, watcher });
    return () => watched.delete(id);
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const happens = (id: string, version: number) =>
  watched.get(id)?.watcher.onEvent({ board_id: id, version } as BoardEvent);

describe('the whole', () => {
  it('watches every board from the version that it shows, and lets go of those that are gone', async () => {
    const whole = new Whole();
    const stop = whole.start();
    await vi.advanceTimersByTimeAsync(10);
    expect([...watched.keys()]).toEqual(['a', 'b']);
    expect(watched.get('b')?.after()).toBe(7);

    boards = [board('b', 8)];
    happens('b', 8);
    await vi.advanceTimersByTimeAsync(2_000);
    expect([...watched.keys()]).toEqual(['b']);
    stop();
    expect(watched.size).toBe(0);
  });

  it('asks once for many changes, and marks the board for a moment', async () => {
    const whole = new Whole();
    const stop = whole.start();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(asked).toBe(1);
    for (let version = 4; version < 24; version += 1) happens('a', version);
    expect([...whole.fresh]).toEqual(['a']);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(asked).toBe(2);
    await vi.advanceTimersByTimeAsync(12_000);
    expect(whole.fresh.size).toBe(0);
    stop();
  });

  it('asks anew for a board that it was too far behind to be told of', async () => {
    const askFor = vi.spyOn(live, 'askFor');
    const stop = new Whole().start();
    await vi.advanceTimersByTimeAsync(2_000);
    boards = [board('a', 9_000), board('b', 7)];
    watched.get('a')?.watcher.onStale();
    expect(askFor).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(askFor.mock.calls).toEqual([['a']]);
    expect(watched.get('a')?.after()).toBe(9_000);
    stop();
  });

  it('takes no notice of what it already shows', async () => {
    const whole = new Whole();
    const stop = whole.start();
    await vi.advanceTimersByTimeAsync(3_000);
    happens('a', 3);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(asked).toBe(1);
    expect(whole.fresh.size).toBe(0);
    stop();
  });

  it('keeps what it shows when the server is away', async () => {
    const whole = new Whole();
    const stop = whole.start();
    await vi.advanceTimersByTimeAsync(10);
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
    happens('a', 4);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(whole.overview?.boards).toHaveLength(2);
    expect(whole.failure).not.toBeNull();
    stop();
  });
});
