import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { initialsOf, people, tintOf } from './people.svelte';

const person = (id: string, name: string) => ({ id, name, title: '', unit: '', role: 'employee' });
let asked: number;

beforeEach(() => {
  vi.useFakeTimers();
  people.forget();
  asked = 0;
  vi.stubGlobal('fetch', () => {
    asked += 1;
    const items = [person('1', 'Åsa Öberg'), ...(asked > 1 ? [person('2', 'Ulf Thorén')] : [])];
    return Promise.resolve(Response.json({ items, next: null }));
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it.each([
  ['Åsa Öberg', 'ÅÖ'],
  ['åsa maria öberg', 'ÅÖ'],
  ['Madonna', 'M'],
  ['  Nils-Erik   Färm ', 'NF'],
  ['', ''],
])('the initials of "%s" are %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});

it('a person has the same tint everywhere', () => {
  expect(tintOf('Åsa Öberg')).toBe(tintOf('Åsa Öberg'));
});

describe('the directory', () => {
  it('refreshes once when somebody unknown turns up, and not again for the same', async () => {
    await people.load();
    expect(people.get('1').name).toBe('Åsa Öberg');
    expect(people.get('2')).toMatchObject({ name: 'Okänd person', initials: '?' });
    people.get('2');
    people.get('3');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(asked).toBe(2);
    expect(people.get('2').name).toBe('Ulf Thorén');
    people.get('3');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(asked).toBe(2);
  });

  it('a person is the same one each time, until the directory has come anew', async () => {
    await people.load();
    const face = people.get('1');
    expect(people.get('1')).toBe(face);
    await people.load();
    expect(people.get('1')).toEqual(face);
    expect(people.get('1')).not.toBe(face);
  });

  it('does not ask twice when it was only about to come', async () => {
    people.get('1');
    await people.load();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(asked).toBe(1);
  });
});
