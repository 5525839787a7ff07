/** Phases of a card: what is written of one, and how they come in another order. */
import { firstDay, lastDay } from '../kernel/days';
import type { Card, Day, Id, Phase } from '../kernel/wire';

export type PhaseFields = Pick<Phase, 'title' | 'leader_id' | 'start' | 'due'>;

export const noPhase: PhaseFields = { title: '', leader_id: null, start: null, due: null };

/** Whether a phase goes on or has passed; nobody reports on one, so that none is ever late. */
export function standingOf({ start, due }: Phase, day: Day): 'now' | 'passed' | undefined {
  if (due && lastDay(due) < day) return 'passed';
  return start && firstDay(start) <= day ? 'now' : undefined;
}

/** The place a step up or down, as the phase to stand after; undefined where there is no such place. */
export function stepOf(phases: readonly Phase[], id: Id, step: -1 | 1): Id | null | undefined {
  const others = phases.filter((each) => each.id !== id);
  const index = phases.findIndex((each) => each.id === id) + step;
  if (index < 0 || index > others.length) return undefined;
  return others[index - 1]?.id ?? null;
}

export function withMoved(card: Card, id: Id, after: Id | null): Card {
  const moved = card.phases.find((each) => each.id === id);
  if (!moved) return card;
  const others = card.phases.filter((each) => each.id !== id);
  const index = others.findIndex((each) => each.id === after) + 1;
  return { ...card, phases: others.toSpliced(index, 0, moved) };
}

/** What is another than it was when the writing began: what others have changed since stays. */
export function changedIn(fields: PhaseFields, was: PhaseFields): Partial<PhaseFields> {
  const { title, leader_id, start, due } = fields;
  return {
    ...(title !== was.title && { title }),
    ...(leader_id !== was.leader_id && { leader_id }),
    ...(start !== was.start && { start }),
    ...(due !== was.due && { due }),
  };
}

export function withChanged(card: Card, id: Id, fields: Partial<PhaseFields>): Card {
  const phases = card.phases.map((each) => (each.id === id ? { ...each, ...fields } : each));
  return { ...card, phases };
}

export function withoutPhase(card: Card, id: Id): Card {
  return { ...card, phases: card.phases.filter((each) => each.id !== id) };
}
