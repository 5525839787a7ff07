import { render, screen } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import Sessions from './Sessions.svelte';
import Tokens from './Tokens.svelte';

let asked: string[];
const at = '2026-11-21T19:53:41.123Z';

beforeEach(() => {
  asked = [];
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    asked.push(`${init.method ?? 'GET'} ${path.replace('/api/v1', '')}`);
    if (init.method === 'DELETE') return Promise.resolve(new Response(null, { status: 204 }));
    const items = path.endsWith('/tokens')
      ? [{ id: 't', name: 'Veckorapport', scope: 'read', created_at: at }]
      : ['here', 'there'].map((id) => ({
          id,
          created_at: at,
          expires_at: at,
          agent: 'Mozilla/5.0 (Windows NT 10.0) Chrome/156.0 Safari/537.36',
          current: id === 'here',
        }));
    return Promise.resolve(Response.json({ items, next: null }));
  });
});
afterEach(() => vi.unstubAllGlobals());

/** So many turns that whatever would be asked has been, however long each takes. */
const quiet = async () => {
  for (let turn = 0; turn < 40; turn += 1) await new Promise((resolve) => setTimeout(resolve));
};

describe('where I am signed in', () => {
  it('asks once, and ends the other device', async () => {
    const onlisted = vi.fn();
    render(Sessions, { onlisted });
    expect(onlisted).not.toHaveBeenCalled();
    await screen.findAllByText('Chrome på Windows');
    await quiet();
    expect(asked).toEqual(['GET /sessions']);
    expect(onlisted).toHaveBeenCalledOnce();
    await userEvent.click(screen.getByRole('button', { name: 'Logga ut enheten' }));
    await quiet();
    expect(asked).toEqual(['GET /sessions', 'DELETE /sessions/there']);
    expect(screen.queryByRole('button', { name: 'Logga ut enheten' })).toBeNull();
    expect(screen.getByText('Den här enheten')).toBeTruthy();
  });
});

describe('my tokens', () => {
  it('are named when they are removed', async () => {
    render(Tokens);
    const button = await screen.findByRole('button', { name: 'Ta bort nyckeln Veckorapport' });
    await quiet();
    expect(asked).toEqual(['GET /tokens']);
    await userEvent.click(button);
    expect(await screen.findByText('Du har inga nycklar.')).toBeTruthy();
  });
});
