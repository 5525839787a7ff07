/** Which language the interface speaks now, and its sentences; only one language is ever loaded. */
import type sv from '../../../backend/verkstad/kernel/words/app.sv.json';
import type { Language } from './wire';

export type WordKey = keyof typeof sv;
export type Sentence = string | { one: string; other: string };
type Words = Record<string, Sentence>;

const remembered = 'verkstad.language';

const first: Record<Language, () => Promise<{ words: Words }>> = {
  sv: () => import('virtual:words/sv/first'),
  en: () => import('virtual:words/en/first'),
};
const rest: Record<Language, () => Promise<{ words: Words }>> = {
  sv: () => import('virtual:words/sv/rest'),
  en: () => import('virtual:words/en/rest'),
};

class CurrentLanguage {
  code = $state<Language>('sv');
  words = $state.raw<Words>({});
  /** Whether a page has asked for more than the board needs. */
  private all = false;

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
    const parts = await Promise.all([first[code](), this.all ? rest[code]() : { words: {} }]);
    this.words = Object.assign({}, ...parts.map((part) => part.words)) as Words;
    this.code = code;
    document.documentElement.lang = code;
  }

  /** The sentences of every other page; the first board does not wait for them. */
  async whole(): Promise<void> {
    if (this.all) return;
    this.all = true;
    const more = await rest[this.code]();
    this.words = { ...this.words, ...more.words };
  }
}

export const language = new CurrentLanguage();
