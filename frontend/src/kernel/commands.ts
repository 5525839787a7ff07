/** What can be done from the command palette where the reader stands: a page offers it for as long as it is there. */
import type { Link } from './router.svelte';

export interface Command {
  readonly label: string;
  readonly icon:
    'move' | 'plus' | 'print' | 'undo' | 'check' | 'text' | 'gear' | 'people' | 'plans';
  /** The same by the keyboard alone. */
  readonly keys?: string;
  readonly to?: Link;
  readonly run?: () => void;
}

class Commands {
  private readonly offers = new Set<() => readonly Command[]>();

  /** Gives what takes the offer back; what is offered is asked for when the palette opens. */
  offer(make: () => readonly Command[]): () => void {
    this.offers.add(make);
    return () => this.offers.delete(make);
  }

  get here(): readonly Command[] {
    return [...this.offers].flatMap((make) => make());
  }
}

export const commands = new Commands();
