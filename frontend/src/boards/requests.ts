/** What waits in the outbox, read as what it will change: so that it is seen also after a reload. */
import type { Intent as Sent } from '../kernel/outbox';
import type { Face, Instant } from '../kernel/wire';
import type { Intent } from './pending';
import type { After } from './places';

type Moved = { lane_id: string; after?: After };
type Written = { title: string; lane_id?: string; after?: After };
type Assessed = { health: Face['health']; note?: string | null };

export function intentOf(request: Omit<Sent, 'describe'>, at: Instant): Intent | undefined {
  const { key, method, path } = request;
  const [noun, id = '', what, part = ''] = path.split('/').slice(1);
  switch (`${method} ${noun ?? ''} ${what ?? ''}`.trim()) {
    case 'POST cards moves': {
      const { lane_id: laneId, after } = request.body as Moved;
      return { kind: 'move', key, at, cardId: id, laneId, after };
    }
    case 'PATCH cards':
      return { kind: 'change', key, at, cardId: id, to: request.body as Partial<Face> };
    case 'POST cards assessments': {
      const { health, note } = request.body as Assessed;
      return {
        kind: 'assess',
        key,
        at,
        cardId: id,
        to: { health, health_note: note ?? '', health_at: at },
      };
    }
    case 'PUT cards labels':
    case 'DELETE cards labels':
      return { kind: 'label', key, at, cardId: id, labelId: part, on: method === 'PUT' };
    case 'POST cards closure':
      return { kind: 'close', key, at, cardId: id };
    case 'POST boards cards': {
      const { title, lane_id: laneId, after } = request.body as Written;
      // Many lines at once are seen when they have come.
      if (laneId === undefined || part === 'lines') return undefined;
      return { kind: 'create', key, at, laneId, after, title };
    }
    case 'POST boards undos':
      return { kind: 'undo', key, at, op: (request.body as { op: string }).op };
    default:
      return undefined;
  }
}
