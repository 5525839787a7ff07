import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Card } from '../kernel/wire';
import { askFor, cardOf, comeOrLate } from './card-ahead';

/** What the server would say now, and how often it was asked. */
let version = 3;
let asked = 0;
let answer: () => Promise<Response>;

beforeEach(() => {
  [version, asked] = [3, 0];
  answer = () => Promise.resolve(Response.json({ version }));
  vi.stubGlobal('fetch', () => {
    asked += 1;
    return answer();
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const versionOf = ({ version }: Card) => version;

describe('a card that is asked for ahead', () => {
  it('is asked for once, and the next time anew', async () => {
    askFor('a');
    expect(versionOf(await cardOf('a'))).toBe(3);
    expect(asked).toBe(1);
    await cardOf('a');
    expect(asked).toBe(2);
  });

  it('is asked for anew when the plan has heard more meanwhile', async () => {
    askFor('a');
    await comeOrLate();
    version = 5;
    expect(versionOf(await cardOf('a', 5))).toBe(5);
    expect(asked).toBe(2);
  });

  it('is no other card', async () => {
    askFor('a');
    await cardOf('b');
    expect(asked).toBe(2);
  });

  it('is asked for anew when it could not be read', async () => {
    answer = () => Promise.reject(new TypeError('offline'));
    askFor('a');
    await comeOrLate();
    answer = () => Promise.resolve(Response.json({ version }));
    expect(versionOf(await cardOf('a'))).toBe(3);
  });

  it('is waited for no longer than a moment', async () => {
    vi.useFakeTimers();
    answer = () => new Promise(() => undefined);
    askFor('a');
    let waited = false;
    void comeOrLate().then(() => (waited = true));
    await vi.advanceTimersByTimeAsync(40);
    expect(waited).toBe(false);
    await vi.advanceTimersByTimeAsync(60);
    expect(waited).toBe(true);
  });
});
