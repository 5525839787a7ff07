/** The words of the filter language: both languages are always understood, whatever the interface speaks. */
import type { HealthValue, Language, Stage } from '../../kernel/wire';

export const KEYS = {
  owner: ['ansvarig', 'owner'],
  deputy: ['ersättare', 'deputy'],
  health: ['läge', 'health'],
  lane: ['status', 'lane'],
  stage: ['steg', 'stage'],
  label: ['etikett', 'label'],
  due: ['klart', 'due'],
  start: ['börjar', 'start'],
  blocked: ['stopp', 'blocked'],
  plan: ['plan'],
} as const;
export type Key = keyof typeof KEYS;

export const ME: readonly string[] = ['mig', 'me', 'jag'];
export const NONE: readonly string[] = ['ingen', 'none', 'inget', 'inga', 'nobody', 'nothing'];
export const LATE: readonly string[] = ['försenat', 'overdue', 'försenad', 'försenade', 'late'];
export const TODAY: readonly string[] = ['idag', 'today'];
export const NEXT_WEEK: readonly string[] = ['nästa vecka', 'next week'];
export const THIS_WEEK: readonly string[] = [
  'denna vecka',
  'this week',
  'den här veckan',
  'i veckan',
];

/** The first two are those that are offered, in Swedish and in English. */
export const HEALTHS: Record<HealthValue, readonly string[]> = {
  on_track: ['enligt plan', 'on track'],
  at_risk: ['risk', 'at risk'],
  off_track: ['avvikelse', 'off track', 'deviation'],
  unknown: ['ej uppföljt', 'not followed up', 'inte följt upp', 'unknown'],
};
export const STAGES: Record<Stage, readonly string[]> = {
  planned: ['planerat', 'planned', 'ej påbörjat', 'not started'],
  active: ['pågår', 'active', 'in progress'],
  waiting: ['väntar', 'waiting'],
  done: ['klart', 'done', 'klar', 'klara'],
};
export const ANSWERS: Record<'yes' | 'no', readonly string[]> = {
  yes: ['ja', 'yes'],
  no: ['nej', 'no'],
};

/** The word of ours in a language, as it is written without quotes. */
export function wordOf(words: readonly string[], language: Language): string {
  return (words[language === 'sv' ? 0 : 1] ?? words[0] ?? '').replaceAll(' ', '-');
}
