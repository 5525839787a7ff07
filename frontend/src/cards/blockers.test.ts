import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Blocker } from '../kernel/wire';
import { draftOfNew, isBegun, standing, stood } from './blockers';
import { dropDraft, keepDraft } from './drafts';

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-18T12:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a blocker', () => {
  it.each([
    ['2026-11-18T11:30:00Z', 'Stoppkloss, nyss anmäld'],
    ['2026-11-18T08:00:00Z', 'Stoppkloss sedan i dag'],
    ['2026-11-17T08:00:00Z', 'Stoppkloss sedan 1 dag'],
    ['2026-11-06T08:00:00Z', 'Stoppkloss sedan 12 dagar'],
    ['2026-10-28T08:00:00Z', 'Stoppkloss sedan 3 veckor'],
    ['2026-10-09T08:00:00Z', 'Stoppkloss sedan 5 veckor'],
  ])('raised at %s ages in words', (since, words) => {
    expect(standing(since)).toBe(words);
  });

  it('says how long it stood', () => {
    const blocker = { raised_at: '2026-11-06T08:00:00Z' } as Blocker;
    expect(stood({ ...blocker, resolved_at: '2026-11-06T15:00:00Z' })).toBe('samma dag');
    expect(stood({ ...blocker, resolved_at: '2026-11-18T08:00:00Z' })).toBe('efter 12 dagar');
  });

  it('that was begun is known by its draft', () => {
    expect(isBegun('c')).toBe(false);
    keepDraft(draftOfNew('c'), 'Halva tanken', null);
    expect(isBegun('c')).toBe(true);
    dropDraft(draftOfNew('c'));
    expect(isBegun('c')).toBe(false);
  });
});
