/** Why a part of a filter cannot be understood, in a sentence that says what can be written instead. */
import { listed, t } from '../../kernel/words';
import type { Language } from '../../kernel/wire';
import type { Problem } from './matching';
import * as words from './vocabulary';

export function problemSentence({ part, code }: Problem, language: Language): string {
  const { written, said, value } = part;
  const choices = (all: Record<string, readonly string[]>) =>
    listed(Object.values(all).map((each) => words.wordOf(each, language)));
  switch (code) {
    case 'unknown_key':
      return t('filter.problem.unknown_key', { said, keys: choices(words.KEYS) });
    case 'unknown_value': {
      const all = { health: words.HEALTHS, stage: words.STAGES, blocked: words.ANSWERS };
      const possible = all[part.key as keyof typeof all];
      return t('filter.problem.unknown_value', { said, value, choices: choices(possible) });
    }
    default:
      return t(`filter.problem.${code}`, { written, said, value });
  }
}
