/** Addresses and pages: one union, one place that reads links and one that writes them. */
import { tick } from 'svelte';
import type { Id } from './wire';

export type Route =
  | { page: 'overview' }
  | { page: 'plans' }
  | { page: 'board'; boardId: Id; number: number | null }
  | { page: 'board-settings'; boardId: Id }
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
  plans: () => link('/plans'),
  board: (id: Id) => link(`/plans/${id}`),
  card: (boardId: Id, number: number) => link(`/plans/${boardId}/${number}`),
  boardSettings: (id: Id) => link(`/plans/${id}/settings`),
  people: () => link('/people'),
  settings: () => link('/settings'),
  setup: () => link('/setup'),
  signIn: (next?: Link) =>
    link(next && next !== '/' ? `/signin?next=${encodeURIComponent(next)}` : '/signin'),
};

export function parse(address: URL): Route {
  const [first, second, third, ...rest] = address.pathname.split('/').filter(Boolean);
  if (rest.length > 0) return { page: 'lost' };
  if (first === 'plans' && second !== undefined) return parseBoard(second, third);
  if (second !== undefined) return { page: 'lost' };
  switch (first) {
    case undefined:
      return { page: 'overview' };
    case 'plans':
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

function parseBoard(boardId: Id, rest: string | undefined): Route {
  if (rest === undefined) return { page: 'board', boardId, number: null };
  if (rest === 'settings') return { page: 'board-settings', boardId };
  if (/^[1-9]\d{0,8}$/.test(rest)) return { page: 'board', boardId, number: Number(rest) };
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

class Router {
  route = $state.raw<Route>(parse(new URL(location.href)));
  /** Grows when the page changes, not when a card opens over the board. */
  visit = $state(0);
  /** How many entries of ours lie behind this one: written in the entry, since the event says not which way it goes. */
  private get depth(): number {
    return (history.state as { depth?: number } | null)?.depth ?? 0;
  }

  get here(): Link {
    return link(location.pathname + location.search);
  }

  get canGoBack(): boolean {
    return this.depth > 0;
  }

  navigate(to: Link, options: { replace?: boolean } = {}): void {
    if (options.replace) history.replaceState(history.state, '', to);
    else history.pushState({ depth: this.depth + 1 }, '', to);
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
    window.addEventListener('popstate', this.read);
    window.addEventListener('hashchange', this.read);
    document.addEventListener('click', onClick);
    return () => {
      window.removeEventListener('popstate', this.read);
      window.removeEventListener('hashchange', this.read);
      document.removeEventListener('click', onClick);
    };
  }

  private readonly read = () => {
    const next = parse(new URL(location.href));
    if (pageOf(next) !== pageOf(this.route)) this.visit += 1;
    this.route = next;
  };

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

export const navigate = (to: Link, options?: { replace?: boolean }) => router.navigate(to, options);

/** For a page's heading: takes the focus when the reader came here by a link, not by loading. */
export function arrival(heading: HTMLElement): void {
  heading.tabIndex = -1;
  if (router.visit > 0) void tick().then(() => heading.focus({ preventScroll: true }));
}
