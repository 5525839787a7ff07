/** The views besides the board, each downloaded when it is looked at for the first time. */
import type { Component } from 'svelte';
import type { Look, View } from '../../kernel/looks';
import { fetchStylesAgain } from '../../kernel/styles';
import { language } from '../../kernel/words';
import type { ViewProps } from './shown';

type Loader = () => Promise<{ default: Component<ViewProps> }>;

/** With its styles, also where those did not come the last time. */
const styled =
  (load: Loader): Loader =>
  async () => {
    await fetchStylesAgain();
    return load();
  };

export const loaders: Partial<Record<View, Loader>> = {
  table: styled(() => import('../table/Table.svelte')),
  calendar: styled(() => import('../calendar/Calendar.svelte')),
  timeline: styled(() => import('../timeline/Timeline.svelte')),
  statistics: styled(() => import('../statistics/Statistics.svelte')),
};

/** Whether the address asks for more than a board. */
export const isMore = ({ view, q }: Look): boolean => view !== 'board' || q !== '';

const known: Partial<Record<View, Component<ViewProps>>> = {};

/** A view whose code and words have come: it can be drawn at once. */
export const knownView = (view: View): Component<ViewProps> | undefined => known[view];

/** A view with all that it says; nothing for the board, which has come with its page. */
export async function viewOf(view: View): Promise<Component<ViewProps> | undefined> {
  const [module] = await Promise.all([loaders[view]?.(), language.whole()]);
  if (module) known[view] = module.default;
  return module?.default;
}

/** What the address asks for is downloaded while the plan is, not after it; what fails is asked for again, and said, later. */
export async function comeAhead({ view, q }: Look): Promise<void> {
  await Promise.allSettled([view !== 'board' && viewOf(view), q && import('../filter/filtering')]);
}

/** Those that stand in the first row; the others are under "Fler vyer". */
export const FIRST: readonly View[] = ['board', 'table'];
