/** How a card's fields ask for a change: sent in order, seen at once, offered to be undone. */
import type { Method } from '../kernel/api';
import type { Card } from '../kernel/wire';

export interface Request {
  readonly method: Method;
  readonly path: string;
  readonly body?: unknown;
  /** What it is, in words, for whoever looks at what is waiting. */
  readonly describe: string;
}

/** `said` is the sentence of the toast: what has been done. */
export type Do = (
  request: Request,
  said: string,
  lay?: (card: Card) => Card,
  refused?: () => void,
) => void;
