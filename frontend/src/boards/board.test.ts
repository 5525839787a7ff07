import { beforeEach, afterEach, describe, expect, test, vi } from 'vitest';
import { live } from '../kernel/live.svelte';
import { outbox } from '../kernel/outbox';
import type { BoardEvent } from '../kernel/wire';
import { OpenBoard } from './board.svelte';
import { aPlan, marta, told } from './cast';

/** The server as the browser sees it: answers by path, and one socket that says what it is told to say. */
class Wire {
  answers = new Map<string, () => Response>();
  asked: string[] = [];
  socket: Socket | undefined;

  readonly fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const path = String(input as string).replace('/api/v1', '');
    this.asked.push(`${init?.method ?? 'GET'} ${path}`);
    const answer = [...this.answers].find(([start]) => path.startsWith(start))?.[1];
    return answer?.() ?? Response.json({ version: 10, op: 'op' });
  };

  tell(...events: BoardEvent[]): void {
    for (const event of events) this.socket?.onmessage?.({ data: JSON.stringify(event) });
  }
}

let wire: Wire;

class Socket {
  static OPEN = 1;
  readyState = 1;
  onopen: (() => void) | null = null;
  onmessage: ((message: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  sent: string[] = [];
  constructor() {
    wire.socket = this;
    queueMicrotask(() => this.onopen?.());
  }
  send(frame: string): void {
    this.sent.push(frame);
  }
  close(): void {
    this.readyState = 3;
  }
}

const moved = (version: number, more: Partial<BoardEvent> = {}): BoardEvent => ({
  ...told({
    type: 'card.moved',
    version,
    card_id: 'c1',
    to: { lane_id: 'done', rank: 'a0' },
    from: { lane_id: 'planned', rank: 'a0' },
  }),
  ...(more as object),
});
const move = {
  method: 'POST',
  path: '/cards/c1/moves',
  body: { lane_id: 'done' },
  describe: 'Flytta 1',
} as const;
const idsIn = (board: OpenBoard, lane: string): string[] =>
  (board.shown?.lists.get(lane) ?? []).map((card) => card.id);

describe('an open plan', () => {
  let board: OpenBoard;

  beforeEach(async () => {
    wire = new Wire();
    wire.answers.set('/boards/plan', () => Response.json(aPlan()));
    vi.stubGlobal('fetch', wire.fetch);
    vi.stubGlobal('WebSocket', Socket);
    await outbox.open(marta);
    live.start();
    board = new OpenBoard('plan');
    await board.open();
  });

  afterEach(async () => {
    board.close();
    live.stop();
    await outbox.clear();
    vi.unstubAllGlobals();
  });

  test('watches from the version that it has', () => {
    expect(wire.socket?.sent).toContain(
      JSON.stringify({ type: 'watch', board_id: 'plan', after: 10 }),
    );
  });

  test('shows a move at once, and keeps showing it when the log tells it', async () => {
    wire.answers.set('/cards/c1/moves', () => Response.json({ version: 11, op: 'mine' }));
    const sent = board.submit(move, 'mine');
    expect(idsIn(board, 'done')).toEqual(['c1']);
    expect(board.confirmed?.lists.get('done')).toEqual([]);
    await sent;
    expect(idsIn(board, 'done')).toEqual(['c1']);
    wire.tell(moved(11, { op: 'mine' }));
    expect(board.pending).toEqual([]);
    expect(idsIn(board, 'done')).toEqual(['c1']);
  });

  test('puts a refused move back and says why', async () => {
    const refused = { code: 'wip_limit', status: 409, detail: 'Klart tar högst 1 uppdrag.' };
    const headers = { 'Content-Type': 'application/problem+json' };
    wire.answers.set(
      '/cards/c1/moves',
      () => new Response(JSON.stringify(refused), { status: 409, headers }),
    );
    const heard: string[] = [];
    board.onlookers = {
      draw: (_, change) => change(),
      happened: () => undefined,
      refused: (request, problem) => heard.push(`${request.describe}: ${problem.detail}`),
    };
    board.send(move, 'mine');
    await vi.waitFor(() => expect(heard).toEqual(['Flytta 1: Klart tar högst 1 uppdrag.']));
    expect(idsIn(board, 'done')).toEqual([]);
    expect(idsIn(board, 'planned')).toEqual(['c1', 'c2']);
  });

  test('a change that changed nothing is let go when it has been answered', async () => {
    wire.answers.set('/cards/c1/moves', () => Response.json({ version: 10, op: 'mine' }));
    await board.submit(move, 'mine');
    expect(board.pending).toEqual([]);
  });

  test('fetches what is missing when there is a gap', async () => {
    const between = told({ type: 'member.added', version: 11, user_id: 'ulf' });
    wire.answers.set('/boards/plan/events?after=10', () =>
      Response.json({ items: [between], next: null }),
    );
    wire.answers.delete('/boards/plan');
    wire.tell(moved(12));
    await vi.waitFor(() =>
      expect(wire.asked).toContain('GET /boards/plan/events?after=10&limit=500'),
    );
    wire.tell(moved(12));
    await vi.waitFor(() => expect(board.confirmed?.version).toBe(12));
    expect(board.confirmed?.members).toContain('ulf');
  });

  test('hears every event once, however often it is told', () => {
    const heard: number[] = [];
    board.onlookers = {
      draw: (_, change) => change(),
      happened: (events) => heard.push(...events.map(({ version }) => version)),
      refused: () => undefined,
    };
    wire.tell(moved(11), moved(11), moved(11));
    expect(heard).toEqual([11]);
  });

  test('lets nothing move while a card is in the hand, and everything when it has been put down', () => {
    board.hold();
    wire.tell(moved(11));
    expect(idsIn(board, 'done')).toEqual([]);
    board.release();
    expect(idsIn(board, 'done')).toEqual(['c1']);
  });

  const stale = (): void =>
    wire.socket?.onmessage?.({ data: JSON.stringify({ type: 'stale', board_id: 'plan' }) });
  const watches = (): string[] =>
    (wire.socket?.sent ?? []).filter((frame) => frame.includes('"watch"'));

  test('takes a new snapshot when it is too far behind, and asks for what comes after it', async () => {
    wire.answers.set('/boards/plan', () => Response.json({ ...aPlan(), version: 9000 }));
    stale();
    await vi.waitFor(() =>
      expect(watches().at(-1)).toBe(
        JSON.stringify({ type: 'watch', board_id: 'plan', after: 9000 }),
      ),
    );
    wire.tell(moved(9001));
    expect(idsIn(board, 'done')).toEqual(['c1']);
  });

  test('follows a plan that was set back to an earlier state', async () => {
    wire.answers.set('/boards/plan', () => Response.json({ ...aPlan(), version: 4 }));
    stale();
    await vi.waitFor(() =>
      expect(watches().at(-1)).toBe(JSON.stringify({ type: 'watch', board_id: 'plan', after: 4 })),
    );
    wire.tell(moved(5));
    expect(board.confirmed?.version).toBe(5);
  });

  test('tries again when the snapshot cannot be had', async () => {
    vi.useFakeTimers();
    let busy = true;
    wire.answers.set('/boards/plan', () =>
      busy ? new Response('{}', { status: 503 }) : Response.json({ ...aPlan(), version: 9000 }),
    );
    const before = watches().length;
    stale();
    await vi.advanceTimersByTimeAsync(1_000);
    busy = false;
    await vi.advanceTimersByTimeAsync(2_000);
    vi.useRealTimers();
    expect(watches()).toHaveLength(before + 1);
    expect(board.confirmed?.version).toBe(9000);
  });

  test('takes no new snapshot under a card that is in the hand', async () => {
    wire.answers.set('/boards/plan', () => Response.json({ ...aPlan(), version: 9000 }));
    board.hold();
    stale();
    await Promise.resolve();
    expect(board.confirmed?.version).toBe(10);
    board.release();
    await vi.waitFor(() => expect(board.confirmed?.version).toBe(9000));
  });

  test('shows nothing more of a plan that is no longer theirs', () => {
    wire.socket?.onmessage?.({ data: JSON.stringify({ type: 'gone', board_id: 'plan' }) });
    expect(board.lost).toBe('gone');
    expect(board.shown).toBeUndefined();
  });

  test('knows who is here', () => {
    wire.socket?.onmessage?.({
      data: JSON.stringify({ type: 'presence', board_id: 'plan', people: [marta] }),
    });
    expect(board.presence).toEqual([marta]);
  });
});
