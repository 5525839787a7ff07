/** Which page stands at an address. One page, one chunk: nobody downloads what is not looked at. */
import type { Component } from 'svelte';
import type { Route } from './kernel/router.svelte';

type Name = Route['page'];
type At<N extends Name> = Extract<Route, { page: N }>;
type Props = Record<string, unknown>;

export interface Page {
  readonly component: Component<Props>;
  readonly props: Props;
}

interface Kind {
  readonly load: () => Promise<{ default: Component<Props> }>;
  readonly props?: (at: Route) => Props;
}

/** Holds a page to the properties that its component asks for. */
function kind(_: Name, load: () => Promise<{ default: Component<Record<string, never>> }>): Kind;
function kind<N extends Name, P extends object>(
  _: N,
  load: () => Promise<{ default: Component<P> }>,
  props: (at: At<N>) => P,
): Kind;
function kind(_: Name, load: unknown, props?: unknown): Kind {
  return { load, props } as Kind;
}

const kinds: Record<Name, Kind> = {
  overview: kind('overview', () => import('./overview/Overview.svelte')),
  mine: kind('mine', () => import('./mine/Mine.svelte')),
  search: kind(
    'search',
    () => import('./finding/Search.svelte'),
    ({ q }) => ({ q }),
  ),
  plans: kind('plans', () => import('./boards/Plans.svelte')),
  all: kind(
    'all',
    () => import('./all/AllPlans.svelte'),
    ({ look }) => ({ look }),
  ),
  board: kind(
    'board',
    () => import('./boards/BoardPage.svelte'),
    ({ boardId, number, look }) => ({ boardId, number, look }),
  ),
  'board-settings': kind(
    'board-settings',
    () => import('./boards/BoardSettings.svelte'),
    ({ boardId }) => ({ boardId }),
  ),
  'board-history': kind(
    'board-history',
    () => import('./boards/PlanHistory.svelte'),
    ({ boardId }) => ({ boardId }),
  ),
  inbox: kind('inbox', () => import('./inbox/Inbox.svelte')),
  people: kind('people', () => import('./people/People.svelte')),
  settings: kind('settings', () => import('./settings/Settings.svelte')),
  setup: kind(
    'setup',
    () => import('./entrance/SetUp.svelte'),
    ({ code }) => ({ code }),
  ),
  join: kind(
    'join',
    () => import('./entrance/Join.svelte'),
    ({ token }) => ({ token }),
  ),
  signin: kind('signin', () => import('./entrance/SignIn.svelte')),
  lost: kind('lost', () => import('./Lost.svelte')),
};

export async function pageAt(at: Route): Promise<Page> {
  const { load, props } = kinds[at.page];
  return { component: (await load()).default, props: props?.(at) ?? {} };
}

/** The page that is shown, at another of its own addresses: there is nothing to wait for. */
export function samePageAt(page: Page, at: Route): Page {
  return { component: page.component, props: kinds[at.page].props?.(at) ?? {} };
}
