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
  /** Whether that has come. */
  private hasAll = false;
  private wanted: Language = 'sv';
  private turn = 0;
  private latest = Promise.resolve();

  /** The language chosen earlier in this browser, if any. */
  get remembered(): Language | null {
    const value = localStorage.getItem(remembered);
    return value === 'sv' || value === 'en' ? value : null;
  }

  async use(code: Language): Promise<void> {
    localStorage.setItem(remembered, code);
    await this.speak(code);
  }

  /** `whole`: where it is known already that more will be said than on a board, all comes at once. */
  speak(code: Language, whole = this.all): Promise<void> {
    this.wanted = code;
    this.all = whole;
    return this.load();
  }

  /** The sentences of every other page; the first board does not wait for them. */
  whole(): Promise<void> {
    if (this.all) return this.latest;
    this.all = true;
    return this.load();
  }

  private load(): Promise<void> {
    const turn = (this.turn += 1);
    this.latest = this.fetch(turn, this.wanted);
    return this.latest;
  }

  private async fetch(turn: number, code: Language): Promise<void> {
    const { all } = this;
    try {
      const parts = await Promise.all([first[code](), all ? rest[code]() : { words: {} }]);
      // A change of language may overtake a page that asks for more: the last one asked for counts.
      if (turn !== this.turn) return await this.latest;
      this.words = Object.assign({}, ...parts.map((part) => part.words)) as Words;
      this.hasAll = all;
      this.code = code;
      document.documentElement.lang = code;
    } catch (error) {
      if (turn === this.turn) this.stay();
      throw error;
    }
  }

  /** What did not come is not asked for any more, until somebody does: what there was is still spoken. */
  private stay(): void {
    this.wanted = this.code;
    this.all = this.hasAll;
    this.latest = Promise.resolve();
  }
}

export const language = new CurrentLanguage();
