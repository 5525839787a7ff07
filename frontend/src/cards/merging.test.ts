import { describe, expect, it } from 'vitest';
import { Problem } from '../kernel/api';
import { composed, disputeIn, type Passage } from './merging';

const passages: Passage[] = [
  { text: 'Ett.' },
  { mine: ' Mitt.', theirs: ' Ulfs.' },
  { text: ' Tre.' },
  { mine: '\n\nMin rad.', theirs: '' },
];

describe('the text that the choices make', () => {
  it('holds what was chosen', () => {
    expect(composed(passages, ['mine', 'theirs'])).toBe('Ett. Mitt. Tre.');
    expect(composed(passages, ['theirs', 'mine'])).toBe('Ett. Ulfs. Tre.\n\nMin rad.');
  });

  it('holds every word where nothing was chosen', () => {
    expect(composed(passages, [])).toBe('Ett. Ulfs. Mitt. Tre.\n\nMin rad.');
  });

  it('parts two first texts that begin without a blank', () => {
    expect(composed([{ mine: 'Mitt.', theirs: 'Ulfs.' }], ['both'])).toBe('Ulfs.\n\nMitt.');
  });
});

describe('a refusal', () => {
  const told = { code: 'changed_since', detail: '', by: 'ulf', revision_id: 'r', passages };

  it('tells both versions', () => {
    expect(disputeIn(new Problem(409, told))).toEqual({ by: 'ulf', revisionId: 'r', passages });
  });

  it('of another kind tells none', () => {
    expect(disputeIn(new Problem(409, { ...told, passages: undefined }))).toBeUndefined();
    expect(disputeIn(new Problem(409, { ...told, code: 'card_closed' }))).toBeUndefined();
  });
});
