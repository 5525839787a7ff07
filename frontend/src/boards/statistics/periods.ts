/** Which days are counted: as long back as is chosen, or from one day to another. */
import { plusDays } from '../../kernel/days';
import type { Look } from '../../kernel/looks';
import type { Day } from '../../kernel/wire';

export const lengths = { weeks: 28, quarter: 91, half: 182, year: 364 } as const;
export type Length = keyof typeof lengths;
export type Choice = Length | 'own';
export const choices: readonly Choice[] = ['weeks', 'quarter', 'half', 'year', 'own'];

export interface Period {
  readonly choice: Choice;
  readonly from: Day;
  readonly to: Day;
}

const isDay = (text: string | undefined): text is Day =>
  /^\d{4}-\d\d-\d\d$/.test(text ?? '') && !Number.isNaN(Date.parse(text ?? ''));

export function periodOf(own: Look['own'], today: Day): Period {
  const choice = choices.find((each) => each === own.at) ?? 'quarter';
  const days = choice === 'own' ? lengths.quarter : lengths[choice];
  const [from, to] = [plusDays(today, 1 - days), today];
  if (choice !== 'own') return { choice, from, to };
  return { choice, from: isDay(own.from) ? own.from : from, to: isDay(own.to) ? own.to : to };
}

/** What the address keeps: days only where they were chosen. */
export function ownOf({ choice, from, to }: Period): Look['own'] {
  return choice === 'own' ? { at: choice, from, to } : { at: choice };
}
