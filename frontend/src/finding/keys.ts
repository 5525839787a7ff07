/** Every key that does something where one stands, as `?` lists them. */
import type { Route } from '../kernel/router.svelte';
import type { WordKey } from '../kernel/words';

interface Pressed {
  /** What is pressed, any of them; those with a name of their own in each language are words. */
  readonly press: readonly string[];
  readonly does: WordKey;
}

export interface KeyGroup {
  readonly name:
    'everywhere' | 'views' | 'board' | 'lifted' | 'table' | 'calendar' | 'timeline' | 'mine';
  readonly keys: readonly Pressed[];
}

const ARROWS = '← ↑ → ↓';

const keyGroups: readonly KeyGroup[] = [
  {
    name: 'board',
    keys: [
      { press: [ARROWS, 'Home', 'End'], does: 'keys.walk' },
      { press: ['Enter'], does: 'keys.open' },
      { press: ['keys.space'], does: 'keys.lift' },
      { press: ['F'], does: 'keys.move_to' },
    ],
  },
  {
    name: 'lifted',
    keys: [
      { press: [ARROWS, 'Home', 'End'], does: 'keys.carry' },
      { press: ['keys.space', 'Enter'], does: 'keys.drop' },
      { press: ['Esc'], does: 'keys.put_back' },
    ],
  },
  {
    name: 'table',
    keys: [
      {
        press: [ARROWS, 'Home', 'End', 'Ctrl Home', 'Ctrl End', 'Page Up', 'Page Down'],
        does: 'keys.cells',
      },
      { press: ['Enter', 'F2', 'keys.signs'], does: 'keys.edit' },
      { press: ['Enter', 'Tab'], does: 'keys.save' },
      { press: ['Delete'], does: 'keys.empty' },
      { press: ['Ctrl C', 'Ctrl V'], does: 'keys.copy' },
      { press: ['keys.space'], does: 'keys.open' },
    ],
  },
  {
    name: 'calendar',
    keys: [
      { press: [ARROWS], does: 'keys.walk' },
      { press: ['Page Up', 'Page Down'], does: 'keys.leaf' },
      { press: ['keys.space'], does: 'keys.lift_day' },
      { press: [ARROWS], does: 'keys.carry_day' },
      { press: ['Alt ← →', 'Ctrl ← →'], does: 'keys.carry_end' },
      { press: ['M'], does: 'keys.month' },
      { press: ['F'], does: 'keys.choose_day' },
    ],
  },
  {
    name: 'timeline',
    keys: [
      { press: ['↑ ↓', 'Home', 'End'], does: 'keys.walk' },
      { press: ['← →'], does: 'keys.pan' },
      { press: ['keys.space'], does: 'keys.lift_day' },
      { press: ['← →', 'Shift ← →'], does: 'keys.carry_week' },
      { press: ['Alt ← →', 'Ctrl ← →'], does: 'keys.carry_end' },
      { press: ['F'], does: 'keys.choose_day' },
    ],
  },
  {
    name: 'mine',
    keys: [
      { press: ['Enter'], does: 'keys.open' },
      { press: ['F'], does: 'keys.move_to' },
      { press: ['Ctrl Z'], does: 'keys.undo' },
      { press: ['Ctrl Y', 'Ctrl Shift Z'], does: 'keys.redo' },
    ],
  },
  {
    name: 'views',
    keys: [
      { press: ['/'], does: 'keys.filter' },
      { press: ['Ctrl Z'], does: 'keys.undo' },
      { press: ['Ctrl Y', 'Ctrl Shift Z'], does: 'keys.redo' },
    ],
  },
  {
    name: 'everywhere',
    keys: [
      { press: ['Ctrl K'], does: 'keys.palette' },
      { press: ['?'], does: 'keys.list' },
      { press: ['Esc'], does: 'keys.close' },
    ],
  },
];

/** The same, but for what does nothing on this page. */
export function keyGroupsAt(route: Route): readonly KeyGroup[] {
  const here = namesAt(route);
  return keyGroups
    .filter(({ name }) => here.includes(name))
    .map((group) => (isTogether(route) && group.name === 'lifted' ? carriedTogether : group));
}

function namesAt(route: Route): readonly KeyGroup['name'][] {
  if (route.page === 'mine') return ['mine', 'everywhere'];
  if (route.page !== 'board' && route.page !== 'all') return ['everywhere'];
  const { view, own } = route.look;
  switch (view) {
    case 'board':
      return ['board', 'lifted', 'views', 'everywhere'];
    case 'timeline':
      return own.as === 'text' ? ['views', 'everywhere'] : ['timeline', 'views', 'everywhere'];
    case 'statistics':
      return ['views', 'everywhere'];
    default:
      return [view, 'views', 'everywhere'];
  }
}

/** All plans row by row: an assignment goes to a row and a stage, and has no place among others there. */
const isTogether = (route: Route): boolean =>
  route.page === 'all' && route.look.view === 'board' && route.look.own.lanes !== undefined;

const carriedTogether: KeyGroup = {
  name: 'lifted',
  keys: [
    { press: [ARROWS], does: 'keys.carry' },
    { press: ['keys.space', 'Enter'], does: 'keys.drop' },
    { press: ['Esc'], does: 'keys.put_back' },
  ],
};
