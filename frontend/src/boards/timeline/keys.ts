/** What the keyboard does with a row: walks between them, lifts its dates, moves them and puts them down. */
import type { Carrying } from './carrying.svelte';
import type { CardRow } from './rows';
import type { Hold } from './shifting';

export interface Press {
  readonly carrying: Carrying;
  readonly row: CardRow;
  readonly event: KeyboardEvent;
  walk(to: number | 'first' | 'last'): void;
  pan(way: -1 | 1): void;
  onchange(row: CardRow): void;
}

/** True when the key was for the row. */
export function press(given: Press): boolean {
  const { carrying, event } = given;
  if (carrying.held?.by === 'keyboard') return carry(carrying, event);
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false;
  return take(given);
}

function take({ carrying, row, event, walk, pan, onchange }: Press): boolean {
  switch (event.key) {
    case ' ':
      if (row.span) carrying.lift(row, 'keyboard');
      else onchange(row);
      return true;
    case 'ArrowDown':
    case 'ArrowUp':
      walk(event.key === 'ArrowDown' ? 1 : -1);
      return true;
    case 'Home':
    case 'End':
      walk(event.key === 'Home' ? 'first' : 'last');
      return true;
    case 'ArrowLeft':
    case 'ArrowRight':
      pan(event.key === 'ArrowRight' ? 1 : -1);
      return true;
    case 'f':
    case 'F':
      onchange(row);
      return true;
    default:
      return false;
  }
}

function carry(carrying: Carrying, event: KeyboardEvent): boolean {
  switch (event.key) {
    case ' ':
    case 'Enter':
      carrying.drop();
      return true;
    case 'Escape':
      carrying.cancel();
      return true;
    case 'ArrowLeft':
    case 'ArrowRight': {
      const way = event.key === 'ArrowRight' ? 1 : -1;
      carrying.step(holdOf(event), event.shiftKey ? way * 7 : way);
      return true;
    }
    default:
      // Tab would leave the dates in the hand, and an arrow the row; everything else is the browser's.
      return /^(Tab|ArrowUp|ArrowDown|Home|End)$/.test(event.key);
  }
}

/** Alt holds the start alone, and Ctrl or Command the end. */
export function holdOf({ altKey, ctrlKey, metaKey }: KeyboardEvent): Hold {
  if (altKey) return 'start';
  return ctrlKey || metaKey ? 'due' : 'both';
}
