/** New cards: one by name, or many from pasted lines. */
import { announce } from '../kernel/announce';
import { newKey } from '../kernel/api';
import type { Id, Lane, WriteDone } from '../kernel/wire';
import { t } from '../kernel/words';
import { toast } from '../ui/toast.svelte';
import type { Desk } from './desk.svelte';

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
  desk.undoing.remember({ op: key });
  announce(t('card.added', { title, lane: lane.title }));
}

export async function addLines(
  desk: Desk,
  laneId: Id | undefined,
  lines: readonly string[],
): Promise<void> {
  const key = newKey();
  const body = laneId === undefined ? { lines } : { lines, lane_id: laneId };
  const describe = t('card.add_many', { count: lines.length });
  await desk.board.submit<WriteDone>(
    { method: 'POST', path: `/boards/${desk.board.id}/cards/lines`, body, describe },
    key,
  );
  toast.show({
    text: t('card.added_many', { count: lines.length }),
    action: { label: t('move.undo'), run: () => void desk.undoing.undo({ op: key }) },
  });
}
