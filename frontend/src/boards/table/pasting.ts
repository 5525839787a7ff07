/** What is pasted into a cell, or taken out of it, read as what the column holds. */
import { today } from '../../kernel/days';
import { people } from '../../kernel/people.svelte';
import type { Field, HealthValue, Id } from '../../kernel/wire';
import { readDate } from '../../kernel/written-dates';
import { t } from '../../kernel/words';
import {
  reassess,
  redate,
  redeputise,
  reown,
  restatus,
  refill,
  retitle,
  type Refusal,
} from '../views/changing';
import { isSameName } from '../../ui/matching';
import { readNumber } from '../../cards/own';
import type { Written } from './columns';
import { fieldOf, isOwn } from './fields';
import type { Row } from './rows';

const HEALTHS: readonly HealthValue[] = ['on_track', 'at_risk', 'off_track'];

export function pasteInto(
  { shown, card }: Pick<Row, 'shown' | 'card'>,
  column: Written,
  pasted: string,
): Refusal {
  const { desk, plan } = shown;
  const text = pasted.trim().replace(/\s+/g, ' ');
  if (isOwn(column)) return fillFrom({ shown, card }, fieldOf({ shown }, column), text);
  switch (column) {
    case 'title':
      return retitle(desk, card, text);
    case 'status': {
      const lane = plan.lanes.find(({ title }) => isSameName(title, text));
      return lane ? restatus(desk, card, lane.id) : t('table.paste_no_status', { text });
    }
    case 'owner':
    case 'deputy': {
      const id = personNamed(text);
      if (typeof id === 'object' && id !== null) return id.why;
      return column === 'owner' ? reown(desk, card, id) : redeputise(desk, card, id);
    }
    case 'health': {
      const health = HEALTHS.find((each) => isSameName(t(`health.${each}`), text));
      return health ? reassess(desk, card, health, '') : t('table.paste_no_health', { text });
    }
    case 'due':
    case 'start': {
      if (!text) return redate(desk, card, column, null);
      const date = readDate(text, today(), column === 'due');
      return date ? redate(desk, card, column, date) : t('day.unreadable');
    }
    case 'labels':
      return t('table.paste_not_labels');
  }
}

function personNamed(text: string): Id | null | { why: string } {
  if (!text) return null;
  const named = people.all.filter(
    ({ name, state }) => state !== 'disabled' && isSameName(name, text),
  );
  const [one] = named;
  if (one && named.length === 1) return one.id;
  return { why: t(one ? 'table.paste_many' : 'table.paste_nobody', { text }) };
}

/** A field takes what is of its kind. */
function fillFrom(
  { shown: { desk }, card }: Pick<Row, 'shown' | 'card'>,
  field: Field | undefined,
  text: string,
): Refusal {
  if (!field) return null;
  if (!text) return refill(desk, card, field, null);
  switch (field.kind) {
    case 'text':
      return refill(desk, card, field, text);
    case 'number':
      return number(text, (value) => refill(desk, card, field, value));
    case 'date': {
      const date = readDate(text, today(), true);
      return date ? refill(desk, card, field, date) : t('day.unreadable');
    }
    case 'choice': {
      const choice = field.choices.find((each) => isSameName(each, text));
      if (choice !== undefined) return refill(desk, card, field, choice);
      return t('table.paste_no_choice', { text, choices: field.choices.join(', ') });
    }
    case 'checkbox': {
      // Whichever language the spreadsheet speaks.
      const yes = ['ja', 'yes', 'true', 'x', '1'].some((each) => isSameName(each, text));
      return refill(desk, card, field, yes || null);
    }
  }
}

export function number(text: string, fill: (value: number) => Refusal): Refusal {
  const value = readNumber(text);
  return value === undefined ? t('card.own_number_wrong') : fill(value);
}

/** Delete empties what may be empty. */
export function clear({ shown, card }: Row, column: Written): Refusal {
  const { desk } = shown;
  if (isOwn(column)) {
    const field = fieldOf({ shown }, column);
    return field ? refill(desk, card, field, null) : null;
  }
  switch (column) {
    case 'owner':
      return reown(desk, card, null);
    case 'deputy':
      return redeputise(desk, card, null);
    case 'due':
    case 'start':
      return redate(desk, card, column, null);
    case 'title':
    case 'status':
    case 'health':
      return t(`table.must_have.${column}`);
    case 'labels':
      return t('table.labels_one_by_one');
  }
}
