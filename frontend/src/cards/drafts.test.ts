import { afterEach, expect, test, vi } from 'vitest';
import { session } from '../kernel/session.svelte';
import { draftOf, dropDraft, keepDraft } from './drafts';

afterEach(() => localStorage.clear());

test('a draft survives with the revision it was written on', () => {
  keepDraft('c1', 'Mitt utkast', 'r1');
  expect(draftOf('c1')).toMatchObject({ text: 'Mitt utkast', base: 'r1' });
  expect(draftOf('c2')).toBeUndefined();
});

test('a saved or thrown away draft is gone', () => {
  keepDraft('c1', 'Mitt utkast', null);
  dropDraft('c1');
  expect(draftOf('c1')).toBeUndefined();
});

test('what is not a draft is none', () => {
  localStorage.setItem('verkstad.draft..c1', '{');
  expect(draftOf('c1')).toBeUndefined();
});

test('signing out leaves no draft behind, and an ended session keeps it', async () => {
  keepDraft('c1', 'Mitt utkast', null);
  session.lost();
  expect(Object.values(localStorage).join()).toContain('Mitt utkast');

  vi.stubGlobal('fetch', () => Promise.resolve(new Response(null, { status: 204 })));
  session.expired = false;
  await session.signOut();
  vi.unstubAllGlobals();
  expect(Object.values(localStorage).join()).not.toContain('Mitt utkast');
});
