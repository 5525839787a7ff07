/** Which language the interface speaks now, and its sentences; only one language is ever loaded. */
import type sv from '../../../backend/verkstad/kernel/words/app.sv.json';
import type { Language } from './wire';

export type WordKey = keyof typeof sv;
export type Sentence = string | { one: string; other: string };
export type Words = Record<WordKey, Sentence>;

const remembered = 'verkstad.language';

const load: Record<Language, () => Promise<{ default: Words }>> = {
  sv: () => import('../../../backend/verkstad/kernel/words/app.sv.json'),
  en: () => import('../../../backend/verkstad/kernel/words/app.en.json'),
};

class CurrentLanguage {
  code = $state<Language>('sv');
  words = $state.raw<Partial<Words>>({});

  /** The language chosen earlier in this browser, if any. */
  get remembered(): Language | null {
    const value = localStorage.getItem(remembered);
    return value === 'sv' || value === 'en' ? value : null;
  }

  async use(code: Language): Promise<void> {
    localStorage.setItem(remembered, code);
    await this.speak(code);
  }

  async speak(code: Language): Promise<void> {
    const words = await load[code]();
    this.words = words.default;
    this.code = code;
    document.documentElement.lang = code;
  }
}

export const language = new CurrentLanguage();
