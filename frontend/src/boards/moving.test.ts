import { describe, expect, test } from 'vitest';
import { fromSnapshot } from './apply';
import { aCard, aPlan } from './cast';
import { settle } from './moving';
import { placeAt } from './places';

const plan = aPlan();
const [lane] = plan.lanes;
const laneId = lane?.id ?? '';
const state = (...ids: string[]) =>
  fromSnapshot({ ...plan, cards: ids.map((id, n) => aCard(id, laneId, `a${n}`)) });
const mine = aCard('c9', laneId, 'z');

describe('a place that was chosen while others moved', () => {
  const chosen = placeAt(state('c1', 'c2', 'c3', 'c9'), 'c9', laneId, 1);

  test('is below the neighbour above, wherever that stands now', () =>
    expect(settle(state('c2', 'c3', 'c1', 'c9'), mine, chosen)).toMatchObject({ nth: 4 }));

  test('is above the next where the one above has gone', () =>
    expect(settle(state('c3', 'c4', 'c2', 'c9'), mine, chosen)).toMatchObject({
      after: 'c4',
      nth: 3,
    }));

  test('is at the same height where both have gone', () =>
    expect(settle(state('c3', 'c4', 'c9'), mine, chosen)).toMatchObject({ after: 'c3', nth: 2 }));

  test('is first or last whoever has come', () => {
    const first = placeAt(state('c1', 'c9'), 'c9', laneId, 0);
    const last = placeAt(state('c1', 'c9'), 'c9', laneId, 1);
    expect(settle(state('c5', 'c1', 'c9'), mine, first)).toMatchObject({ nth: 1 });
    expect(settle(state('c1', 'c5', 'c9'), mine, last)).toMatchObject({ nth: 3 });
  });
});
