/** The first plan is asked for while the page around it is still being put together. */
import { api } from '../kernel/api';
import { router } from '../kernel/router.svelte';
import { session } from '../kernel/session.svelte';
import type { Id, Snapshot } from '../kernel/wire';

const fetchPlan = (id: Id): Promise<Snapshot> => api.get<Snapshot>(`/boards/${id}`);

let ahead = start();

function start(): { id: Id; snapshot: Promise<Snapshot> } | undefined {
  const { route } = router;
  if (route.page !== 'board' || !session.remembered) return undefined;
  const snapshot = fetchPlan(route.boardId);
  snapshot.catch(() => undefined);
  return { id: route.boardId, snapshot };
}

/** Taken once: whoever asks again wants to know how it is now. */
export function snapshotOf(id: Id): Promise<Snapshot> {
  const found = ahead?.id === id ? ahead.snapshot : undefined;
  ahead = undefined;
  return found?.catch(() => fetchPlan(id)) ?? fetchPlan(id);
}
