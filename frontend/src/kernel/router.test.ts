import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { plainLook } from './looks';
import { links, navigate, parse, router } from './router.svelte';

const at = (path: string) => parse(new URL(path, 'http://verkstad.test'));
const id = '01936b1e-0000-7000-8000-000000000001';

describe('addresses', () => {
  it.each([
    ['/', { page: 'overview' }],
    ['/plans', { page: 'plans' }],
    ['/plans/', { page: 'plans' }],
    [`/plans/${id}`, { page: 'board', boardId: id, number: null, look: plainLook }],
    [`/plans/${id}/12`, { page: 'board', boardId: id, number: 12, look: plainLook }],
    [`/plans/${id}/settings`, { page: 'board-settings', boardId: id }],
    [`/plans/${id}/history?about=moves`, { page: 'board-history', boardId: id }],
    ['/people', { page: 'people' }],
    ['/settings', { page: 'settings' }],
    ['/setup#abc', { page: 'setup', code: 'abc' }],
    ['/join#t0k3n', { page: 'join', token: 't0k3n' }],
    ['/nowhere', { page: 'lost' }],
    [`/plans/${id}/0`, { page: 'lost' }],
    [`/plans/${id}/x`, { page: 'lost' }],
    [`/plans/${id}/12/more`, { page: 'lost' }],
    ['/settings/more', { page: 'lost' }],
  ])('%s', (path, route) => {
    expect(at(path)).toEqual(route);
  });

  it('reads back what it builds', () => {
    expect(at(links.card(id, 7))).toEqual({
      page: 'board',
      boardId: id,
      number: 7,
      look: plainLook,
    });
    expect(at(links.signIn(links.board(id)))).toEqual({ page: 'signin', next: `/plans/${id}` });
  });

  it.each(['https://evil.example/', '//evil.example', 'javascript:alert(1)', ''])(
    'never leads out of the product after signing in: %s',
    (next) => {
      expect(at(`/signin?next=${encodeURIComponent(next)}`)).toEqual({ page: 'signin', next: '/' });
    },
  );
});

describe('going', () => {
  let stop: () => void;
  beforeEach(() => {
    window.scrollTo = () => undefined;
    history.replaceState(null, '', '/');
    stop = router.start();
    navigate(links.overview(), { replace: true });
  });
  afterEach(() => stop());

  const gone = () =>
    new Promise((resolve) => addEventListener('popstate', resolve, { once: true }));

  it('the back button returns', async () => {
    navigate(links.board(id));
    expect(router.route).toEqual({ page: 'board', boardId: id, number: null, look: plainLook });
    const back = gone();
    history.back();
    await back;
    expect(router.route).toEqual({ page: 'overview' });
  });

  it('a card opens over its board without leaving the page', () => {
    navigate(links.board(id));
    const visit = router.visit;
    navigate(links.card(id, 3));
    expect(router.visit).toBe(visit);
    navigate(links.people());
    expect(router.visit).toBe(visit + 1);
  });

  it('closing a card goes back if we came from the board, else to the board', async () => {
    navigate(links.board(id));
    navigate(links.card(id, 3));
    const back = gone();
    router.back(links.board(id));
    await back;
    expect(router.here).toBe(links.board(id));
  });

  describe('while one writes', () => {
    const [first, written] = [links.board(id), links.board(id, { ...plainLook, q: 'lokal' })];
    const told = () => location.pathname + location.search;
    beforeEach(() => {
      vi.useFakeTimers();
      navigate(first);
      navigate(written, { replace: 'soon' });
    });
    afterEach(() => {
      vi.runAllTimers();
      vi.useRealTimers();
    });

    it('all but the browser knows the address at once', () => {
      expect([router.here, router.route]).toEqual([written, at(written)]);
      expect(told()).toBe(first);
      vi.runAllTimers();
      expect(told()).toBe(written);
    });

    it('it stands in the entry that it was meant for, whatever comes next', () => {
      const replaced = vi.spyOn(history, 'replaceState');
      navigate(links.people());
      vi.runAllTimers();
      expect(replaced.mock.calls.map(([, , to]) => to)).toEqual([written]);
      expect([router.here, told()]).toEqual(['/people', '/people']);
    });

    it('and in no other', () => {
      dispatchEvent(new PopStateEvent('popstate'));
      vi.runAllTimers();
      expect([router.here, told()]).toEqual([first, first]);
    });

    it('nor is it lost when the page goes', () => {
      dispatchEvent(new Event('pagehide'));
      expect(told()).toBe(written);
    });
  });

  function click(html: string, init: MouseEventInit = {}): boolean {
    document.body.innerHTML = html;
    const event = new MouseEvent('click', { bubbles: true, cancelable: true, ...init });
    let taken = false;
    const look = (clicked: Event) => {
      taken = clicked.defaultPrevented;
      // jsdom cannot load another page; the test only asks whether we took the click.
      clicked.preventDefault();
    };
    window.addEventListener('click', look, { once: true });
    document.querySelector('a')?.dispatchEvent(event);
    return taken;
  }

  it('follows plain clicks on our own links', () => {
    expect(click('<a href="/people">x</a>')).toBe(true);
    expect(router.route).toEqual({ page: 'people' });
  });

  it.each([
    ['<a href="/docs">x</a>', {}],
    ['<a href="#content">x</a>', {}],
    ['<a href="/people" download>x</a>', {}],
    ['<a href="/people" target="_blank">x</a>', {}],
    ['<a href="/people">x</a>', { ctrlKey: true }],
    ['<a href="https://example.com/people">x</a>', {}],
  ])('leaves the rest to the browser: %s', (html, init) => {
    expect(click(html, init)).toBe(false);
    expect(router.route).toEqual({ page: 'overview' });
  });
});
