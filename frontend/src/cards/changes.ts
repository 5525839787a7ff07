/** Old and new values in words: dates, people's names, yes and no. */
import { showDate } from '../kernel/days';
import { people } from '../kernel/people.svelte';
import type { HealthValue, Id, Occurrence, Stage } from '../kernel/wire';
import { listed, t, type WordKey } from '../kernel/words';

export interface Change {
  readonly label: string;
  readonly was: string;
  readonly now: string;
  /** A longer text as a difference, instead of both values. */
  readonly diff: Occurrence['texts'][number]['diff'] | null;
}

type Value = unknown;
type Say = (value: Value) => string;

const text: Say = (value) =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
const person: Say = (value) => (typeof value === 'string' ? people.get(value).name : '');
const date: Say = (value) => (typeof value === 'string' ? showDate(value) : '');
const yes: Say = (value) => t(value === true ? 'history.yes' : 'history.no');
const many: Say = (value) =>
  Array.isArray(value) ? listed(value.filter((each): each is Id => typeof each === 'string')) : '';
const health: Say = (value) => t(`health.${value as HealthValue}`);
const stage: Say = (value) => t(`stage.${value as Stage}`);
const rule: Say = (value) => t(value === 'refuse' ? 'history.wip_refuse' : 'history.wip_warn');
/** A value of a field of the plan's own may be of any kind. */
const any: Say = (value) => {
  if (typeof value === 'boolean') return yes(value);
  if (typeof value === 'string' && /^\d{4}(-\d{2}(-\d{2})?)?$/.test(value)) return date(value);
  return text(value);
};

/** What a field is called, and how its values are said; what is not here is nothing that a reader needs. */
const FIELDS: Readonly<Record<string, readonly [WordKey, Say]>> = {
  title: ['history.field.title', text],
  name: ['history.field.name', text],
  text: ['history.field.text', text],
  what: ['history.field.what', text],
  owner_id: ['history.field.owner', person],
  deputy_id: ['history.field.deputy', person],
  user_id: ['history.field.person', person],
  leader_id: ['history.field.leader', person],
  remover_id: ['history.field.remover', person],
  remover: ['history.field.remover', text],
  start: ['history.field.start', date],
  due: ['history.field.due', date],
  answer_by: ['history.field.answer_by', date],
  how: ['history.field.how', text],
  common_need: ['history.field.common_need', yes],
  priority: ['history.field.priority', text],
  consultation: ['history.field.consultation', yes],
  consulted_on: ['history.field.consulted_on', date],
  processes: ['history.field.processes', many],
  health: ['history.field.health', health],
  health_note: ['history.field.health_note', text],
  warning_answer: ['history.field.answer', text],
  purpose: ['history.field.purpose', text],
  period_start: ['history.field.period_start', date],
  period_end: ['history.field.period_end', date],
  decision: ['history.field.decision', text],
  folder: ['history.field.folder', text],
  restricted: ['history.field.restricted', yes],
  stage: ['history.field.stage', stage],
  wip_limit: ['history.field.wip_limit', text],
  wip_rule: ['history.field.wip_rule', rule],
  choices: ['history.field.choices', many],
  value: ['history.field.value', any],
  note: ['history.field.note', text],
  target: ['history.field.target', text],
};

/** The fields that changed, each with its old and its new value. */
export function changesOf(item: Occurrence, only?: readonly string[]): Change[] {
  const texts = new Map(item.texts.map(({ field, diff }) => [field, diff]));
  const names = Object.keys({ ...item.from, ...item.to });
  return (only ?? names).flatMap((name) => {
    const known = FIELDS[name];
    if (!known || !names.includes(name)) return [];
    const [label, say] = known;
    const [was, now] = [said(item.from[name], say), said(item.to[name], say)];
    if (was === now) return [];
    return [{ label: t(label), was, now, diff: texts.get(name) ?? null }];
  });
}

/** The words of a description, a background or a comment. */
export function wordsOf(item: Occurrence): Change[] {
  return item.texts.map(({ diff }) => ({ label: '', was: '', now: '', diff }));
}

function said(value: Value, say: Say): string {
  return value === null || value === undefined || value === '' ? '' : say(value);
}
