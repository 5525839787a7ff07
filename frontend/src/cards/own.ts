/** What an assignment says in one of its plan's own fields: read from the card, written as people write it. */
import { showDate } from '../kernel/days';
import { language } from '../kernel/language.svelte';
import type { Card, Field } from '../kernel/wire';
import { t } from '../kernel/words';

export type Value = Card['values'][number]['value'];

export function valueOf(card: Pick<Card, 'values'>, field: Pick<Field, 'id'>): Value {
  return card.values.find(({ field_id: id }) => id === field.id)?.value ?? null;
}

/** The card as it will be once the field says this. */
export function withValue(card: Card, fieldId: string, value: Value): Card {
  const others = card.values.filter(({ field_id: id }) => id !== fieldId);
  return {
    ...card,
    values: value === null ? others : [...others, { field_id: fieldId, value }],
  };
}

/** "12,5", "1 200" and "12.5" alike; undefined where it is no number. */
export function readNumber(written: string): number | undefined {
  const plain = written
    .replace(/[\s\u00a0\u202f]/g, '')
    .replace('\u2212', '-')
    .replace(',', '.');
  if (!/^-?\d+(\.\d+)?$/.test(plain)) return undefined;
  const value = Number(plain);
  return Number.isFinite(value) ? value : undefined;
}

/** A number as it may be written again in the same field. */
export function writeNumber(value: number): string {
  const text = String(value);
  return language.code === 'sv' ? text.replace('.', ',') : text;
}

export function showValue(value: Value): string {
  if (value === null || value === false) return '–';
  if (value === true) return t('card.own_yes');
  return typeof value === 'number' ? writeNumber(value) : value;
}

export function showOwn(field: Pick<Field, 'kind'>, value: Value): string {
  return field.kind === 'date' && typeof value === 'string' ? showDate(value) : showValue(value);
}
