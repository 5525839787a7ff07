/** New cards: one by name, or many from pasted lines. */
import { announce } from '../kernel/announce';
import { newKey } from '../kernel/api';
import type { Id, Lane, WriteDone } from '../kernel/wire';
import { t } from '../kernel/words';
import type { Desk } from './desk.svelte';
import { portions } from '../cards/lines';

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
  const said = t('card.added', { title, lane: lane.title });
  desk.undoing.offer(said, { op: key });
  announce(said);
}

export async function addLines(
  desk: Desk,
  laneId: Id | undefined,
  lines: readonly string[],
): Promise<void> {
  const path = `/boards/${desk.board.id}/cards/lines`;
  const parts = portions(lines);
  const op = newKey();
  for (const portion of parts) {
    const body = laneId === undefined ? { lines: portion } : { lines: portion, lane_id: laneId };
    const describe = t('card.add_many', { count: portion.length });
    const request = { method: 'POST', path, body, describe } as const;
    await desk.board.submit<WriteDone>(request, parts.length === 1 ? op : newKey());
  }
  const said = t('card.added_many', { count: lines.length });
  // Sent in several parts it is no one thing to take back.
  if (parts.length !== 1) return desk.undoing.mention(said);
  desk.undoing.offer(said, { op });
  announce(said);
}
