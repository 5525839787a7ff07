/** Addresses and pages: one union, one place that reads links and one that writes them. */
import { tick } from 'svelte';
import { lookOf, plainLook, queryOf, type Look } from './looks';
import type { Id } from './wire';

export type Route =
  | { page: 'overview' }
  | { page: 'mine' }
  | { page: 'search'; q: string }
  | { page: 'plans' }
  | { page: 'all'; look: Look }
  | { page: 'board'; boardId: Id; number: number | null; look: Look }
  | { page: 'board-settings'; boardId: Id }
  | { page: 'board-history'; boardId: Id }
  | { page: 'inbox' }
  | { page: 'people' }
  | { page: 'settings' }
  | { page: 'setup'; code: string }
  | { page: 'join'; token: string }
  | { page: 'signin'; next: Link }
  | { page: 'lost' };

declare const made: unique symbol;
/** An address inside the product; only `links` makes one. */
export type Link = string & { [made]: true };

const link = (path: string) => path as Link;

export const links = {
  overview: () => link('/'),
  mine: () => link('/mine'),
  search: (q = '') => link(q ? `/search?${new URLSearchParams({ q }).toString()}` : '/search'),
  plans: () => link('/plans'),
  /** All plans together. */
  all: (look: Look = plainLook) => link(`/all${queryOf(look)}`),
  board: (id: Id, look: Look = plainLook) => link(`/plans/${id}${queryOf(look)}`),
  /** A card lies over its plan, which is looked at as before. */
  card: (boardId: Id, number: number, look: Look = plainLook) =>
    link(`/plans/${boardId}/${number}${queryOf(look)}`),
  boardSettings: (id: Id) => link(`/plans/${id}/settings`),
  /** `narrowed` is what the history shows only: person, about what, and days. */
  boardHistory: (id: Id, narrowed: Readonly<Record<string, string>> = {}) => {
    const query = new URLSearchParams(Object.entries(narrowed).filter(([, value]) => value));
    return link(`/plans/${id}/history${query.size > 0 ? `?${query.toString()}` : ''}`);
  },
  inbox: () => link('/inbox'),
  people: () => link('/people'),
  settings: () => link('/settings'),
  setup: () => link('/setup'),
  signIn: (next?: Link) =>
    link(next && next !== '/' ? `/signin?next=${encodeURIComponent(next)}` : '/signin'),
};

export function parse(address: URL): Route {
  const [first, second, third, ...rest] = address.pathname.split('/').filter(Boolean);
  if (rest.length > 0) return { page: 'lost' };
  if (first === 'plans' && second !== undefined)
    return parseBoard(second, third, lookOf(address.searchParams));
  if (second !== undefined) return { page: 'lost' };
  switch (first) {
    case undefined:
      return { page: 'overview' };
    case 'search':
      return { page: 'search', q: address.searchParams.get('q') ?? '' };
    case 'all':
      return { page: 'all', look: lookOf(address.searchParams) };
    case 'plans':
    case 'mine':
    case 'inbox':
    case 'people':
    case 'settings':
      return { page: first };
    case 'setup':
      return { page: 'setup', code: address.hash.slice(1) };
    case 'join':
      return { page: 'join', token: address.hash.slice(1) };
    case 'signin':
      return { page: 'signin', next: safe(address.searchParams.get('next')) };
    default:
      return { page: 'lost' };
  }
}

function parseBoard(boardId: Id, rest: string | undefined, look: Look): Route {
  if (rest === undefined) return { page: 'board', boardId, number: null, look };
  if (rest === 'settings') return { page: 'board-settings', boardId };
  if (rest === 'history') return { page: 'board-history', boardId };
  if (/^[1-9]\d{0,8}$/.test(rest)) return { page: 'board', boardId, number: Number(rest), look };
  return { page: 'lost' };
}

/** Where to go after signing in: never out of the product, whatever the address says. */
function safe(next: string | null): Link {
  if (!next?.startsWith('/')) return links.overview();
  const url = new URL(next, location.origin);
  return url.origin === location.origin ? link(url.pathname + url.search) : links.overview();
}

/** What counts as one page: a card opens over its board without leaving it. */
function pageOf(route: Route): string {
  return 'boardId' in route ? `${route.page}/${route.boardId}` : route.page;
}

/** So long, in ms, that what it leads to is on the screen. */
const SOON = 100;

class Router {
  route = $state.raw<Route>(parse(new URL(location.href)));
  /** Grows when the page changes, not when a card opens over the board. */
  visit = $state(0);
  /** How many entries of ours lie behind this one: written in the entry, since the event says not which way it goes. */
  private get depth(): number {
    return (history.state as { depth?: number } | null)?.depth ?? 0;
  }

  /** The address that the browser is still to be told of. */
  private untold: Link | undefined;

  get here(): Link {
    return this.untold ?? link(location.pathname + location.search);
  }

  get canGoBack(): boolean {
    return this.depth > 0;
  }

  /** With "soon", as while one writes, the browser is told once it is painted: that takes as long as to draw ten cards. */
  navigate(to: Link, options: { replace?: boolean | 'soon' } = {}): void {
    if (options.replace === 'soon') {
      if (!this.untold) setTimeout(this.tell, SOON);
      this.untold = to;
    } else {
      this.tell();
      if (options.replace) history.replaceState(history.state, '', to);
      else history.pushState({ depth: this.depth + 1 }, '', to);
    }
    const { visit } = this;
    this.read();
    if (!options.replace && this.visit !== visit) window.scrollTo(0, 0);
  }

  /** One step back if we came from inside; otherwise to where "back" would mean. */
  back(fallback: Link): void {
    if (this.canGoBack) history.back();
    else this.navigate(fallback, { replace: true });
  }

  /** Follows the address bar and every plain click on one of our links. */
  start(): () => void {
    const onClick = (event: MouseEvent) => this.follow(event);
    window.addEventListener('popstate', this.arrive);
    window.addEventListener('hashchange', this.arrive);
    window.addEventListener('pagehide', this.tell);
    document.addEventListener('click', onClick);
    return () => {
      window.removeEventListener('popstate', this.arrive);
      window.removeEventListener('hashchange', this.arrive);
      window.removeEventListener('pagehide', this.tell);
      document.removeEventListener('click', onClick);
    };
  }

  private readonly tell = () => {
    if (this.untold) history.replaceState(history.state, '', this.untold);
    this.untold = undefined;
  };

  /** At another entry than the one that an address was meant for. */
  private readonly arrive = () => {
    this.untold = undefined;
    this.read();
  };

  private read(): void {
    const next = parse(new URL(this.untold ?? location.href, location.href));
    if (pageOf(next) !== pageOf(this.route)) this.visit += 1;
    this.route = next;
  }

  private follow(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const anchor = event.target instanceof Element ? event.target.closest('a') : null;
    if (!anchor?.href || anchor.target || anchor.hasAttribute('download')) return;
    const url = new URL(anchor.href);
    if (url.origin !== location.origin || parse(url).page === 'lost') return;
    if (url.hash && url.pathname === location.pathname) return;
    event.preventDefault();
    this.navigate(link(url.pathname + url.search + url.hash));
  }
}

export const router = new Router();

export const navigate: Router['navigate'] = (to, options) => router.navigate(to, options);

/** For a page's heading: takes the focus when the reader came here by a link, not by loading. */
export function arrival(heading: HTMLElement): void {
  heading.tabIndex = -1;
  if (router.visit > 0) void tick().then(() => heading.focus({ preventScroll: true }));
}
