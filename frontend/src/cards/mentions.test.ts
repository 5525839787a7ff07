import { describe, expect, test } from 'vitest';
import { askedAt, completed, mentionedIn } from './mentions';

const people = [
  { id: 'ulf', name: 'Ulf Thorén' },
  { id: 'ek', name: 'Ulf Thorén Ek' },
  { id: 'anna-1', name: 'Anna Berg' },
  { id: 'anna-2', name: 'Anna Berg' },
];

describe('what is asked for', () => {
  test.each([
    ['@', 1, { from: 0, query: '' }],
    ['Hej @Ul', 7, { from: 4, query: 'Ul' }],
    ['(@Ulf Th', 8, { from: 1, query: 'Ulf Th' }],
    ['@Ulf', 2, { from: 0, query: 'U' }],
  ])('in %j at %i', (text, caret, asked) => {
    expect(askedAt(text, caret)).toEqual(asked);
  });

  test.each([
    ['Hej', 3],
    ['ulf@example.se', 9],
    ['@ Ulf', 5],
    ['@Ulf\nmer', 8],
    ['@ett två tre fyra', 17],
    ['', 0],
    ['@Ulf', 0],
    ['@Ulf', -1],
  ])('nothing in %j', (text, caret) => {
    expect(askedAt(text, caret)).toBeUndefined();
  });
});

test('the name takes the place of what was written of it, with room for what comes next', () => {
  const text = 'Hej @ul och hej';
  expect(completed(text, { from: 4, query: 'ul' }, 'Ulf Thorén')).toEqual({
    text: 'Hej @Ulf Thorén och hej',
    caret: 15,
  });
  expect(completed('@u', { from: 0, query: 'u' }, 'Ulf Thorén')).toEqual({
    text: '@Ulf Thorén ',
    caret: 12,
  });
});

describe('who is mentioned', () => {
  test('the longer name where one begins another', () => {
    expect(mentionedIn('@Ulf Thorén Ek, hej', people)).toEqual(['ek']);
    expect(mentionedIn('@Ulf Thorén, hej @Ulf Thorén Ek', people)).toEqual(['ulf', 'ek']);
  });

  test('nobody whose name goes on, or has no @', () => {
    expect(mentionedIn('@Ulf Thorénsson och Ulf Thorén', people)).toEqual([]);
  });

  test('of several with one name those who were chosen, else all', () => {
    expect(mentionedIn('@Anna Berg', people, new Set(['anna-2']))).toEqual(['anna-2']);
    expect(mentionedIn('@Anna Berg', people)).toEqual(['anna-1', 'anna-2']);
  });
});
