import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { live, type Watcher } from './live.svelte';
import { session } from './session.svelte';

/** The other end of the wire: what was said to it, and what it says. */
class Wire {
  static made: Wire[] = [];
  static readonly OPEN = 1;
  static get last(): Wire {
    const wire = Wire.made.at(-1);
    if (!wire) throw new Error('nobody has connected');
    return wire;
  }

  readyState = 0;
  said: { type: string; board_id?: string; after?: number }[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((message: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  constructor() {
    Wire.made.push(this);
  }

  send(text: string) {
    this.said.push(JSON.parse(text) as Wire['said'][number]);
  }
  close() {
    this.readyState = 3;
  }
  open() {
    this.readyState = 1;
    this.onopen?.();
  }
  tell(frame: object) {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
  cut(code = 1006) {
    this.readyState = 3;
    this.onclose?.({ code });
  }
}

const moved = (version: number) => ({ type: 'card.moved', board_id: 'b', version });

function watcher() {
  const heard: string[] = [];
  const watching: Watcher = {
    onEvent: (event) => heard.push(`${event.type} ${event.version}`),
    onStale: () => heard.push('stale'),
    onGone: () => heard.push('gone'),
    onPresence: (people) => heard.push(`presence ${people.join(',')}`),
    onWatching: (version) => heard.push(`watching ${version}`),
  };
  return { heard, watching };
}

beforeEach(() => {
  vi.useFakeTimers();
  Wire.made = [];
  vi.stubGlobal('WebSocket', Wire);
  live.start();
});
afterEach(() => {
  live.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('the socket', () => {
  it('asks for what is watched from the version that is known', () => {
    const { heard, watching } = watcher();
    let version = 7;
    const unwatch = live.watch('b', () => version, watching);
    Wire.last.open();
    expect(Wire.last.said).toEqual([{ type: 'watch', board_id: 'b', after: 7 }]);
    Wire.last.tell({ type: 'watching', board_id: 'b', version: 8 });
    Wire.last.tell(moved(8));
    Wire.last.tell({ type: 'presence', board_id: 'b', people: ['anna'] });
    expect(heard).toEqual(['watching 8', 'card.moved 8', 'presence anna']);

    version = 8;
    Wire.last.cut();
    vi.advanceTimersByTime(500);
    Wire.last.open();
    expect(Wire.last.said).toEqual([{ type: 'watch', board_id: 'b', after: 8 }]);
    unwatch();
    expect(Wire.last.said.at(-1)).toEqual({ type: 'unwatch', board_id: 'b' });
  });

  it('tells two watchers of one board, and only those', () => {
    const [one, two, other] = [watcher(), watcher(), watcher()];
    const stop = [
      live.watch('b', () => 5, one.watching),
      live.watch('b', () => 3, two.watching),
      live.watch('c', () => 0, other.watching),
    ];
    Wire.last.open();
    expect(Wire.last.said[0]).toEqual({ type: 'watch', board_id: 'b', after: 3 });
    Wire.last.tell(moved(6));
    Wire.last.tell({ type: 'stale', board_id: 'b' });
    expect([one.heard, two.heard, other.heard]).toEqual([
      ['card.moved 6', 'stale'],
      ['card.moved 6', 'stale'],
      [],
    ]);
    stop.forEach((end) => end());
  });

  it('says nothing about a blink, and since when about an absence', () => {
    Wire.last.open();
    Wire.last.cut();
    const lost = Date.now();
    expect(live.state).toBe('connecting');
    vi.advanceTimersByTime(1_900);
    expect(live.state).toBe('connecting');
    vi.advanceTimersByTime(200);
    expect(live.state).toBe('offline');
    expect(live.since?.getTime()).toBe(lost);
    Wire.last.open();
    expect(live.state).toBe('connected');
    expect(live.since).toBeNull();
  });

  it('waits longer each time, but never longer than a quarter of a minute', () => {
    const waits: number[] = [];
    Wire.last.open();
    for (let i = 0; i < 12; i += 1) {
      const [before, from] = [Wire.made.length, Date.now()];
      Wire.last.cut();
      while (Wire.made.length === before) vi.advanceTimersByTime(10);
      waits.push(Date.now() - from);
    }
    expect(waits[0]).toBeLessThanOrEqual(260);
    expect(Math.max(...waits)).toBeLessThanOrEqual(15_010);
    expect(waits.at(-1)).toBeGreaterThan(4_000);
  });

  it('notices a connection that died without a word', () => {
    Wire.last.open();
    const dead = Wire.last;
    vi.advanceTimersByTime(25_000);
    expect(dead.said.at(-1)).toEqual({ type: 'ping' });
    dead.tell({ type: 'pong' });
    vi.advanceTimersByTime(24_000);
    expect(Wire.last).toBe(dead);
    vi.advanceTimersByTime(1_000 + 6_000 + 300);
    expect(Wire.last).not.toBe(dead);
    expect(dead.readyState).toBe(3);
  });

  it('comes back at once when the network or the reader does', () => {
    Wire.last.open();
    for (let i = 0; i < 8; i += 1) {
      Wire.last.cut();
      vi.advanceTimersByTime(16_000);
    }
    Wire.last.cut();
    const before = Wire.made.length;
    window.dispatchEvent(new Event('online'));
    expect(Wire.made).toHaveLength(before + 1);
  });

  it('asks whether it is still alive when a sleeping tab wakes', () => {
    Wire.last.open();
    vi.setSystemTime(Date.now() + 3_600_000);
    document.dispatchEvent(new Event('visibilitychange'));
    expect(Wire.last.said.at(-1)).toEqual({ type: 'ping' });
  });

  it('ends the session, and does not knock again, when it is told to', () => {
    const lost = vi.spyOn(session, 'lost');
    Wire.last.open();
    const before = Wire.made.length;
    Wire.last.cut(4401);
    vi.advanceTimersByTime(60_000);
    expect(lost).toHaveBeenCalledOnce();
    expect(Wire.made).toHaveLength(before);
  });
});

describe('the inbox', () => {
  it('is told of to whoever listens, and no longer than they do', () => {
    let heard = 0;
    const stop = live.onInbox(() => (heard += 1));
    Wire.last.open();
    Wire.last.tell({ type: 'inbox' });
    expect(heard).toBe(1);
    stop();
    Wire.last.tell({ type: 'inbox' });
    expect(heard).toBe(1);
  });
});
