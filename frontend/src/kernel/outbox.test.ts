import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Problem } from './api';
import { Outbox } from './outbox';

type Call = { path: string; key: string | null };

/** A server that can be away, and that remembers what reached it. */
class Server {
  calls: Call[] = [];
  away = false;
  refuse: (path: string) => Response | null = () => null;

  readonly fetch = (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    if (this.away) return Promise.reject(new TypeError('Failed to fetch'));
    const path = String(input as string).replace('/api/v1', '');
    this.calls.push({ path, key: new Headers(init?.headers).get('Idempotency-Key') });
    return Promise.resolve(
      this.refuse(path) ?? Response.json({ version: this.calls.length, op: 'op' }),
    );
  };

  get paths() {
    return this.calls.map((call) => call.path);
  }
}

const problem = (status: number, code: string, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify({ code, status, detail: 'Nej.' }), {
    status,
    headers: { 'Content-Type': 'application/problem+json', ...headers },
  });

const move = (card: string) => ({
  method: 'POST' as const,
  path: `/cards/${card}/moves`,
  body: { lane_id: 'lane' },
  boardId: 'board',
  describe: `Flytta ${card}`,
});

/** So many turns that the browser's database has answered, however long each takes. */
const settled = async () => {
  for (let turn = 0; turn < 40; turn += 1) await new Promise((resolve) => setTimeout(resolve));
};

let server: Server;
let outbox: Outbox;

beforeEach(async () => {
  indexedDB = new IDBFactory();
  localStorage.clear();
  server = new Server();
  vi.stubGlobal('fetch', server.fetch);
  outbox = new Outbox();
  await outbox.open('anna');
});

describe('the outbox', () => {
  it('sends at once and gives the answer', async () => {
    await expect(outbox.submit(move('1'))).resolves.toEqual({ version: 1, op: 'op' });
    expect(outbox.pending).toEqual([]);
  });

  it('keeps the order', async () => {
    await Promise.all([
      outbox.submit(move('1')),
      outbox.submit(move('2')),
      outbox.submit(move('3')),
    ]);
    expect(server.paths).toEqual(['/cards/1/moves', '/cards/2/moves', '/cards/3/moves']);
  });

  it('waits while the server is away and sends in order when it is back', async () => {
    server.away = true;
    const answers = [outbox.submit(move('1')), outbox.submit(move('2'))];
    await settled();
    expect(outbox.waiting).toBe(2);
    server.away = false;
    await outbox.flush();
    await Promise.all(answers);
    expect(server.paths).toEqual(['/cards/1/moves', '/cards/2/moves']);
    expect(outbox.waiting).toBe(0);
  });

  it('survives a reload, with the same operation id', async () => {
    server.away = true;
    void outbox.submit({ ...move('1'), key: 'the-same-key-as-before' });
    await settled();
    outbox.pause();
    server.away = false;

    const reloaded = new Outbox();
    const heard: unknown[] = [];
    reloaded.onSettled(({ intent, answer }) => heard.push([intent.describe, answer]));
    await reloaded.open('anna');
    expect(server.calls).toEqual([{ path: '/cards/1/moves', key: 'the-same-key-as-before' }]);
    expect(heard).toEqual([['Flytta 1', { version: 1, op: 'op' }]]);

    await settled();
    const later = new Outbox();
    await later.open('anna');
    expect(server.calls).toHaveLength(1);
  });

  it('never sends what somebody else left', async () => {
    server.away = true;
    void outbox.submit(move('1'));
    await settled();
    outbox.pause();
    server.away = false;
    const next = new Outbox();
    await next.open('bo');
    expect(server.calls).toEqual([]);
    await settled();
    const back = new Outbox();
    await back.open('anna');
    expect(server.calls).toEqual([]);
  });

  it('tells of a refusal and goes on with the next', async () => {
    server.refuse = (path) => (path.includes('/1/') ? problem(409, 'wip_limit') : null);
    const first = outbox.submit(move('1'));
    const second = outbox.submit(move('2'));
    await expect(first).rejects.toSatisfy(
      (error) => error instanceof Problem && error.code === 'wip_limit',
    );
    await expect(second).resolves.toBeTruthy();
    expect(outbox.pending).toEqual([]);
  });

  it('holds on to a change when the session has ended, until the same person is back', async () => {
    server.refuse = () => problem(401, 'not_signed_in');
    const answer = outbox.submit(move('1'));
    await settled();
    outbox.pause();
    expect(outbox.pending).toHaveLength(1);
    server.refuse = () => null;
    await outbox.open('anna');
    await expect(answer).resolves.toBeTruthy();
    const keys = server.calls.map((call) => call.key);
    expect(keys[0]).toBe(keys[1]);
  });

  it.each([
    [429, 'throttled'],
    [503, 'busy'],
  ])('tries again by itself when it was told to wait (%i)', async (status, code) => {
    server.refuse = () =>
      server.calls.length === 1 ? problem(status, code, { 'Retry-After': '1' }) : null;
    await expect(outbox.submit(move('1'))).resolves.toBeTruthy();
    expect(server.calls).toHaveLength(2);
  });

  it('leaves nothing behind after signing out', async () => {
    server.away = true;
    void outbox.submit(move('1'));
    await settled();
    await outbox.clear();
    server.away = false;
    const next = new Outbox();
    await next.open('anna');
    expect(server.calls).toEqual([]);
  });

  it('asks the database nothing while nothing is kept, and all again as soon as something may be', async () => {
    await outbox.submit(move('1'));
    await settled();
    const open = vi.spyOn(indexedDB, 'open');
    await new Outbox().open('anna');
    expect(open).not.toHaveBeenCalled();
    server.away = true;
    outbox.submit(move('2')).catch(() => undefined);
    await settled();
    const next = new Outbox();
    await next.open('anna');
    expect(open).toHaveBeenCalled();
    expect(next.pending.map(({ path }) => path)).toEqual(['/cards/2/moves']);
  });

  it('another page that finds nothing left does not hide what this one keeps', async () => {
    const other = new Outbox();
    await other.open('anna');
    server.away = true;
    outbox.submit(move('1')).catch(() => undefined);
    await settled();
    server.away = false;
    await other.submit(move('2'));
    await settled();
    const next = new Outbox();
    server.away = true;
    await next.open('anna');
    expect(next.pending.map(({ path }) => path)).toEqual(['/cards/1/moves']);
  });
});
