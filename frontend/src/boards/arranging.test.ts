import { expect, test } from 'vitest';
import { changesOf, type PlanFields } from './arranging';

const base: PlanFields = {
  name: 'Plan',
  purpose: '',
  owner_id: null,
  period_start: null,
  period_end: null,
  decision: '',
  folder: '',
  restricted: false,
};

test('only what differs is sent', () => {
  expect(changesOf(base, base)).toEqual({});
  expect(changesOf(base, { ...base, purpose: ' Ett syfte ', restricted: true })).toEqual({
    purpose: 'Ett syfte',
    restricted: true,
  });
});

test('an emptied text is none, and a path is kept exactly', () => {
  expect(changesOf({ ...base, decision: 'KS' }, { ...base, decision: '  ' })).toEqual({
    decision: null,
  });
  expect(changesOf(base, { ...base, folder: 'G:\\Allmänt\\Planer – AMF ' })).toEqual({
    folder: 'G:\\Allmänt\\Planer – AMF ',
  });
});
