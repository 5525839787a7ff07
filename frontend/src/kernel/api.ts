/** The one way to the server: typed answers, and refusals as `Problem` or `Offline`. */
import { untrack } from 'svelte';
import { settleDoubt } from './doubt';
import { language } from './language.svelte';
import type { FieldProblem } from './wire';

const base = '/api/v1';
const patience = 20_000;

type Method = 'POST' | 'PUT' | 'PATCH' | 'DELETE';

type Passage = { text: string } | { mine: string; theirs: string };

/** A refusal by the server, in words that can be shown as they are. */
export class Problem extends Error {
  readonly code: string;
  readonly status: number;
  readonly detail: string;
  readonly fields: FieldProblem[];
  readonly by: string | null;
  readonly at: string | null;
  /** Of a text that two people wrote on: the present revision, and both versions passage by passage. */
  readonly revisionId: string | null;
  readonly passages: readonly Passage[] | null;
  /** Seconds to wait before another try, when the server says so. */
  readonly retryAfter: number | null;

  constructor(status: number, body: Record<string, unknown>, retryAfter: number | null = null) {
    const text = (key: string) => (typeof body[key] === 'string' ? body[key] : null);
    super(text('detail') ?? text('title') ?? `${status}`);
    this.name = 'Problem';
    this.status = status;
    this.code = text('code') ?? 'unknown';
    this.detail = this.message;
    this.fields = Array.isArray(body['fields']) ? (body['fields'] as FieldProblem[]) : [];
    this.by = text('by');
    this.at = text('at');
    this.revisionId = text('revision_id');
    this.passages = Array.isArray(body['passages']) ? (body['passages'] as Passage[]) : null;
    this.retryAfter = retryAfter;
  }

  /** What the server says about one field of the form, if anything. */
  field(name: string): string | null {
    return this.fields.find((f) => f.field === name)?.detail ?? null;
  }
}

/** The server could not be reached; nothing is known about what it would have said. */
export class Offline extends Error {
  override name = 'Offline';
}

/** An answer that may be "nothing new": then `value` is null. */
export type Fresh<T> = { value: T | null; etag: string | null };

type GetOptions = { signal?: AbortSignal | undefined };

const signedOutListeners = new Set<() => void>();

/** Called when the server says that the session is no more. */
export function whenSignedOut(listener: () => void): () => void {
  signedOutListeners.add(listener);
  return () => signedOutListeners.delete(listener);
}

/** A new operation id: 22 characters, 128 bits; the event that the write causes carries it as `op`. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

async function exchange(path: string, init: RequestInit & { headers: Headers }): Promise<Response> {
  init.headers.set('Accept', 'application/json');
  // Whoever asks within an effect must not ask again because the language changed.
  init.headers.set(
    'Accept-Language',
    untrack(() => language.code),
  );
  const limit = AbortSignal.timeout(patience);
  const signal = init.signal ? AbortSignal.any([init.signal, limit]) : limit;
  let response: Response;
  try {
    response = await fetch(base + path, { ...init, signal, credentials: 'same-origin' });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new Offline();
  }
  if (response.ok || response.status === 304) return response;
  // A proxy answers for a server that is away; only the server itself speaks in problems.
  const spoken = response.headers.get('Content-Type')?.includes('problem+json') ?? false;
  if (!spoken && response.status >= 502) throw new Offline();
  const body = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  throw refusal(response.status, body, response.headers.get('Retry-After'));
}

/** What the server has said no with; where it no longer knows the session, that is told on. */
export function refusal(
  status: number,
  body: Record<string, unknown>,
  retryAfter: string | null,
): Problem {
  const wait = Number(retryAfter);
  const problem = new Problem(status, body, wait > 0 ? wait : null);
  if (problem.code === 'not_signed_in') signedOutListeners.forEach((listener) => listener());
  return problem;
}

async function read<T>(response: Response): Promise<T> {
  return (response.status === 204 ? undefined : await response.json()) as T;
}

function get<T>(path: string, options: GetOptions & { etag: string | null }): Promise<Fresh<T>>;
function get<T>(path: string, options?: GetOptions): Promise<T>;
async function get<T>(path: string, options: GetOptions & { etag?: string | null } = {}) {
  const headers = new Headers();
  if (options.etag) headers.set('If-None-Match', options.etag);
  const response = await exchange(path, { headers, signal: options.signal ?? null });
  if (options.etag === undefined) return read<T>(response);
  const value = response.status === 304 ? null : await read<T>(response);
  return { value, etag: response.headers.get('ETag') };
}

async function send<T>(
  method: Method,
  path: string,
  body?: unknown,
  options: { key?: string; signal?: AbortSignal } = {},
): Promise<T> {
  const headers = new Headers({ 'Idempotency-Key': options.key ?? newKey() });
  if (body !== undefined) headers.set('Content-Type', 'application/json');
  const deliver = async (sent: unknown, confirmed: boolean) => {
    if (confirmed) headers.set(...confirmation);
    const text = sent === undefined ? null : JSON.stringify(sent);
    const init = { method, headers, body: text, signal: options.signal ?? null };
    return read<T>(await exchange(path, init));
  };
  return withoutDoubt(body, deliver);
}

/** The header that says that somebody has looked. */
export const confirmation: [string, string] = ['Verkstad-Confirmed', 'personal-number'];

/** Sends what its writer stands by: asked before it is sent, or when the server asks. */
export async function withoutDoubt<T>(
  body: unknown,
  deliver: (body: unknown, confirmed: boolean) => Promise<T>,
): Promise<T> {
  const settled = await settleDoubt(body);
  if ('declined' in settled) throw notSaved(settled.declined);
  try {
    return await deliver(settled.body, settled.confirmed);
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'personal_number') throw error;
    const again = await settleDoubt(settled.body, true);
    if ('declined' in again) throw notSaved(again.declined);
    if (!again.confirmed) throw error;
    return deliver(again.body, true);
  }
}

function notSaved(detail: string): Problem {
  return new Problem(409, { code: 'personal_number', detail });
}

/** Every item of a list, page after page. */
async function all<T>(path: string): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const mark: string = path.includes('?') ? '&' : '?';
    const page: { items: T[]; next: string | null } = await get(
      cursor === null ? path : `${path}${mark}cursor=${encodeURIComponent(cursor)}`,
    );
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return items;
}

export const api = { get, send, all };
export type { Method };
