/** The plans' own fields as columns: named, read, stood by and shown. */
import { showOwn } from '../../cards/own';
import { lastDay } from '../../kernel/days';
import type { Field } from '../../kernel/wire';
import type { BoardState } from '../apply';
import type { Value } from './own.svelte';
import type { Row } from './rows';

/** A field of a plan's own, by its name: of several plans those of one name are one column. */
export type Own = `own:${string}`;

export function isOwn(column: string | undefined): column is Own {
  return column?.startsWith('own:') ?? false;
}

/** A comma in a name would be read as the end of it. */
export function ownOf(name: string): Own {
  return `own:${name.replaceAll('%', '%25').replaceAll(',', '%2C')}`;
}

export function nameOf(own: Own): string {
  return own.slice(4).replaceAll('%2C', ',').replaceAll('%25', '%');
}

const known = new WeakMap<readonly Field[], ReadonlyMap<string, Field>>();

/** A plan's own fields by their names; the second of one name is told apart by its number. */
export function fieldsOf({ fields }: Pick<BoardState, 'fields'>): ReadonlyMap<string, Field> {
  const before = known.get(fields);
  if (before) return before;
  const named = new Map<string, Field>();
  known.set(fields, named);
  for (const field of fields) {
    let name = field.name;
    for (let nth = 2; named.has(name); nth += 1) name = `${field.name} (${nth})`;
    named.set(name, field);
  }
  return named;
}

/** All that may be chosen of the plans' own, in their order. */
export function ownColumns(plans: readonly Pick<BoardState, 'fields'>[]): Own[] {
  return [...new Set(plans.flatMap((plan) => [...fieldsOf(plan).keys()]))].map(ownOf);
}

export function fieldOf({ shown }: Pick<Row, 'shown'>, own: Own): Field | undefined {
  return fieldsOf(shown.plan).get(nameOf(own));
}

/** What the assignment says in the field now. */
export function ownValue({ shown, card }: Row, own: Own): Value {
  const field = fieldOf({ shown }, own);
  return (field && shown.desk.own?.valueOf(card.id, field.id)) ?? null;
}

/** As it was when its row was taken hold of, where somebody stands in it. */
export function ownKey(row: Row, own: Own): string | number | null {
  const field = fieldOf(row, own);
  if (!field) return null;
  const value = row.said ? (row.said.get(own) ?? null) : ownValue(row, own);
  if (value === null || value === false || value === '') return null;
  if (value === true) return 1;
  if (field.kind === 'choice') return field.choices.indexOf(String(value));
  if (field.kind === 'date') return Number(lastDay(String(value)).replaceAll('-', ''));
  return value;
}

export function ownText(row: Row, own: Own): string {
  const field = fieldOf(row, own);
  const value = ownValue(row, own);
  return field && value !== null && value !== false ? showOwn(field, value) : '';
}
