import { beforeEach, describe, expect, it } from 'vitest';
import { language } from '../kernel/language.svelte';
import type { Card } from '../kernel/wire';
import { readNumber, showOwn, showValue, valueOf, withValue, writeNumber } from './own';

const card = { values: [{ field_id: 'hours', value: 4.5 }] } as unknown as Card;

describe('a number in a field', () => {
  it('is read as people write it', () => {
    expect(readNumber('12')).toBe(12);
    expect(readNumber('12,5')).toBe(12.5);
    expect(readNumber('12.5')).toBe(12.5);
    expect(readNumber('1\u00a0200')).toBe(1200);
    expect(readNumber('\u22120,5')).toBe(-0.5);
  });

  it('is nothing else', () => {
    for (const written of ['', 'fyra', '1,2,3', '1e9', '12 h', '.', '9'.repeat(400)])
      expect(readNumber(written), written).toBeUndefined();
  });

  it('can be written again as it was shown', async () => {
    await language.speak('sv');
    expect(writeNumber(4.5)).toBe('4,5');
    expect(readNumber(writeNumber(4.5))).toBe(4.5);
    await language.speak('en');
    expect(writeNumber(4.5)).toBe('4.5');
  });
});

describe('what a card says in a field', () => {
  beforeEach(() => language.speak('sv'));

  it('is found, changed and cleared', () => {
    expect(valueOf(card, { id: 'hours' })).toBe(4.5);
    expect(valueOf(card, { id: 'place' })).toBeNull();
    expect(withValue(card, 'hours', 5).values).toEqual([{ field_id: 'hours', value: 5 }]);
    expect(withValue(card, 'place', 'Torget').values).toHaveLength(2);
    expect(withValue(card, 'hours', null).values).toEqual([]);
  });

  it('is shown in words', async () => {
    await language.whole();
    expect(showValue(true)).toBe('Ja');
    expect(showValue(false)).toBe('–');
    expect(showValue(null)).toBe('–');
    expect(showOwn({ kind: 'date' }, '2027-23')).toBe('hösten 2027');
    expect(showOwn({ kind: 'text' }, '2027-23')).toBe('2027-23');
  });
});
