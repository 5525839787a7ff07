import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mayHoldNumber } from './doubt';
import { findNumber, locate, replaced } from './personal-numbers';

/** The server's own: invented numbers, and what only looks like one. */
const file = resolve(import.meta.dirname, '../../../tests/vectors-personal-numbers.json');
const vectors = JSON.parse(readFileSync(file, 'utf8')) as {
  today: string;
  found: [string, string][];
  passed: string[];
};
const { today } = vectors;

describe('a number', () => {
  it.each(vectors.found)('is found in %j', (text, number) => {
    expect(mayHoldNumber({ text })).toBe(true);
    expect(findNumber(text, today)).toBe(number);
  });

  it.each(vectors.passed)('is not found in %j', (text) => {
    expect(findNumber(text, today)).toBeUndefined();
  });

  it('is that of whoever turns a hundred this year', () => {
    expect(findNumber('261224-9819', '2026-11-21')).toBe('261224-9819');
  });
});

describe('a body', () => {
  const body = { title: 'Boka', rows: ['Ring', 'Ring 850709-9805'], email: '850709-9805@x.se' };

  it('tells where the number stands', () => {
    expect(locate(body, today)).toEqual({
      path: ['rows', 1],
      text: 'Ring 850709-9805',
      number: '850709-9805',
    });
    expect(locate({ ...body, rows: [] }, today)).toBeUndefined();
    expect(locate({ value: 198507099805 }, today)?.path).toEqual(['value']);
    expect(locate(null, today)).toBeUndefined();
  });

  it('gets another text there, and nowhere else', () => {
    expect(replaced(body, ['rows', 1], 'Ring')).toEqual({ ...body, rows: ['Ring', 'Ring'] });
    expect(body.rows[1]).toBe('Ring 850709-9805');
  });

  it.each([
    '01936d7e-2c57-7d6f-8a3b-0f2b6c4f9a11',
    '01936d7e-2c57-7d6f-8a3b-0f1234567890',
    '01936745-2157-7d6f-8a3b-0f2b6c4f9a11',
  ])('is not looked into where it cannot hold one, as in %s', (id) => {
    expect(mayHoldNumber({ lane_id: id, after: null })).toBe(false);
    expect(mayHoldNumber({ lane_id: id, title: 'Ring 850709-9805' })).toBe(true);
  });
});
