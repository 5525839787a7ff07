/** The card that is open, for every section of it: what is shown, what may be done, and how it is asked for. */
import { getContext, setContext } from 'svelte';
import type { Card, Field, Id, Label, Lane } from '../kernel/wire';
import type { Request } from './doing';
import type { Verdict } from './verdict';

/** What a plan knows of a card before the card itself has been read. */
export type Head = Pick<Card, 'id' | 'number' | 'title' | 'board'> &
  Partial<Pick<Card, 'updated_by'>>;

export interface Opened {
  /** What the server has told, with what is on its way laid over it; there once it has come. */
  readonly card: Card;
  readonly lane: Lane | undefined;
  readonly lanes: readonly Lane[];
  readonly labels: readonly Label[];
  /** The plan's own fields. */
  readonly fields: readonly Field[];
  readonly members: readonly Id[];
  readonly mayChange: boolean;
  /** Whether the plan itself may be arranged: its labels and fields, too. */
  readonly mayArrange: boolean;
  /** Whoever reads an open plan may comment on its open cards. */
  readonly maySpeak: boolean;
  readonly change: Verdict;
  /**
   * Sends it in order, also when offline; `said` is the toast, with Undo. `lay` shows it until the server tells it;
   * `refused` gives back what was written, once the toast has said why.
   */
  act(request: Request, said: string, lay?: (card: Card) => Card, refused?: () => void): void;
  /** As `act`, for whoever waits for the answer: rejects with the refusal, which is theirs to show. */
  submit<T>(request: Request, said?: string): Promise<T>;
  /** What was done another way than by these two is taken back like it: by the toast's Undo, and by Ctrl Z. */
  offer(said: string, op: string): void;
  /** Reads the card anew. */
  refresh(): Promise<void>;
  /** Asks for a section that is not there yet. */
  ask(section: Section): void;
}

/** What "Lägg till…" can add; each is shown when it says something, or when it was asked for. */
export type Section =
  | 'background'
  | 'checklist'
  | 'attachment'
  | 'blocker'
  | 'relation'
  | 'label'
  | 'participant'
  | 'start'
  | 'phase'
  | 'facts'
  | 'fields'
  | 'link';

const key = Symbol('card');

export function open(opened: Opened): Opened {
  return setContext(key, opened);
}

export function openedCard(): Opened {
  return getContext<Opened>(key);
}
