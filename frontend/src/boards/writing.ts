/** New cards: one by name, or many from pasted lines. */
import { newKey } from '../kernel/api';
import type { Id, Lane, WriteDone } from '../kernel/wire';
import { t } from '../kernel/words';
import type { Desk } from './desk.svelte';
import { portions } from './lines';

export function addCard(desk: Desk, lane: Lane, title: string): void {
  const key = newKey();
  const describe = t('card.add_describe', { title });
  desk.board.send(
    {
      method: 'POST',
      path: `/boards/${desk.board.id}/cards`,
      body: { title, lane_id: lane.id },
      describe,
    },
    key,
  );
  desk.undoing.mention(t('card.added', { title, lane: lane.title }));
}

export async function addLines(
  desk: Desk,
  laneId: Id | undefined,
  lines: readonly string[],
): Promise<void> {
  const path = `/boards/${desk.board.id}/cards/lines`;
  for (const portion of portions(lines)) {
    const body = laneId === undefined ? { lines: portion } : { lines: portion, lane_id: laneId };
    const describe = t('card.add_many', { count: portion.length });
    await desk.board.submit<WriteDone>({ method: 'POST', path, body, describe });
  }
  desk.undoing.mention(t('card.added_many', { count: lines.length }));
}
