/** What views change about an assignment: the ordinary verbs, seen at once, offered to be undone, refused in words. */
import type { Request } from '../../cards/doing';
import { announce } from '../../kernel/announce';
import { newKey, Problem } from '../../kernel/api';
import { firstDay, lastDay, showDate } from '../../kernel/days';
import { mayHoldNumber } from '../../kernel/doubt';
import { people } from '../../kernel/people.svelte';
import type { Face, Field, HealthValue, Id, Label, When } from '../../kernel/wire';
import { t } from '../../kernel/words';
import { toast } from '../../ui/toast.svelte';
import type { Desk } from '../desk.svelte';
import { placeAt } from '../places';
import type { Value } from '../../cards/own';

/** Why it cannot be, in words; null where it has been done. */
export type Refusal = string | null;
/** Told what the server said no to, and may give back what was written. */
export type Refused = (reason: string) => void;

export const TITLE_MOST = 300;

export function retitle(desk: Desk, card: Face, written: string, refused?: Refused): Refusal {
  const title = written.trim().replace(/\s+/g, ' ');
  if (!title) return t('table.title_missing');
  if (title === card.title) return null;
  if (title.length > TITLE_MOST) return t('table.title_long', { most: TITLE_MOST });
  const said = t('card.title_changed', { number: card.number });
  return patch(desk, card, { title }, said, refused);
}

/** Last in its new lane, as whoever reads a table sees no places. */
export function restatus(desk: Desk, card: Face, laneId: Id): Refusal {
  const state = desk.board.shown;
  if (!state || laneId === card.lane_id) return null;
  const verdict = desk.can?.move(card, laneId);
  if (verdict?.ok === false) return verdict.reason;
  desk.move(card, placeAt(state, card.id, laneId, Infinity));
  return null;
}

export function reown(desk: Desk, card: Face, id: Id | null): Refusal {
  const { number } = card;
  if (id === card.owner_id) return null;
  const said = id
    ? t('card.owner_changed', { number, name: people.get(id).name })
    : t('card.owner_gone', { number });
  // A deputy who takes over leaves the deputy's place empty.
  const takesOver = id !== null && id === card.deputy_id;
  const body = takesOver ? { owner_id: id, deputy_id: null } : { owner_id: id };
  return patch(desk, card, body, said);
}

export function redeputise(desk: Desk, card: Face, id: Id | null): Refusal {
  const { number } = card;
  if (id === card.deputy_id) return null;
  if (id !== null && id === card.owner_id) return t('table.deputy_is_owner');
  const said = id
    ? t('card.deputy_changed', { number, name: people.get(id).name })
    : t('card.deputy_gone', { number });
  return patch(desk, card, { deputy_id: id }, said);
}

export function redate(
  desk: Desk,
  card: Face,
  field: 'start' | 'due',
  date: When | null,
  refused?: Refused,
): Refusal {
  if (date === card[field]) return null;
  const [start, due] = field === 'start' ? [date, card.due] : [card.start, date];
  if (start && due && firstDay(start) > lastDay(due)) return t('card.due_before_start');
  const { number } = card;
  const said = t(date ? `card.${field}_changed` : `card.${field}_gone`, {
    number,
    day: date ? showDate(date) : '',
  });
  return patch(desk, card, { [field]: date }, said, refused);
}

export function reassess(
  desk: Desk,
  card: Face,
  health: HealthValue,
  note: string,
  refused?: Refused,
): Refusal {
  const { number } = card;
  const describe = t('card.assess_describe', { number });
  const body = { health, note: note.trim() || undefined };
  const request = {
    method: 'POST',
    path: `/cards/${card.id}/assessments`,
    body,
    describe,
  } as const;
  return act(
    desk,
    card,
    request,
    t('card.assessed', { number, health: t(`health.${health}`) }),
    refused,
  );
}

export function turnLabel(desk: Desk, card: Face, { id, name }: Label): Refusal {
  const { number } = card;
  const on = !card.label_ids.includes(id);
  const request = {
    method: on ? 'PUT' : 'DELETE',
    path: `/cards/${card.id}/labels/${id}`,
    describe: t('card.change_describe', { number }),
  } as const;
  return act(
    desk,
    card,
    request,
    t(on ? 'card.label_put_on' : 'card.label_taken_off', { name, number }),
  );
}

/** What the card says in a field of its plan's own; null says nothing. */
export function refill(
  desk: Desk,
  card: Face,
  field: Pick<Field, 'id' | 'name'>,
  value: Value,
  refused?: Refused,
): Refusal {
  const { number } = card;
  const { own } = desk;
  if (value === (own?.valueOf(card.id, field.id) ?? null)) return null;
  const said = t(value === null ? 'card.own_cleared' : 'card.own_filled', {
    field: field.name,
    number,
  });
  const describe = t('card.change_describe', { number });
  const path = `/cards/${card.id}/fields/${field.id}`;
  return act(desk, card, { method: 'PUT', path, body: { value }, describe }, said, refused, {
    lay: (key) => own?.lay(key, { fieldId: field.id, cardId: card.id, value }),
    settle: (key) => own?.settle(key),
  });
}

/** Seen before the server has told it back, where no event of the plan lays it over what is confirmed. */
interface Over {
  lay(key: string): void;
  settle(key: string): void;
}

type Fields = Partial<Pick<Face, 'title' | 'owner_id' | 'deputy_id' | 'start' | 'due'>>;

function patch(desk: Desk, card: Face, body: Fields, said: string, refused?: Refused): Refusal {
  const describe = t('card.change_describe', { number: card.number });
  return act(
    desk,
    card,
    { method: 'PATCH', path: `/cards/${card.id}`, body, describe },
    said,
    refused,
  );
}

function act(
  desk: Desk,
  card: Face,
  request: Request,
  said: string,
  refused?: Refused,
  over?: Over,
): Refusal {
  const verdict = desk.can?.change();
  if (verdict?.ok !== true) return verdict?.reason ?? '';
  const key = newKey();
  const deed = { op: key, cardId: card.id };
  const tell = (): void => {
    desk.undoing.offer(said, deed);
    announce(said);
  };
  // Of what its writer may be asked about first, nothing is said before it has happened; in a block it is no less a part.
  const asks = mayHoldNumber(request.body);
  const joined = asks && desk.undoing.join(deed);
  if (!asks) {
    over?.lay(key);
    tell();
  }
  void settle(desk, request, key, asks && !joined ? tell : undefined, refused).finally(() =>
    over?.settle(key),
  );
  return null;
}

async function settle(
  desk: Desk,
  request: Request,
  key: string,
  happened?: () => void,
  refused?: Refused,
): Promise<void> {
  try {
    const { version } = await desk.board.submit(request, key);
    happened?.();
    await desk.board.reached(version);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    desk.undoing.forget(key);
    toast.show({ text: t('board.refused', { what: request.describe, reason: error.detail }) });
    refused?.(error.detail);
  }
}
