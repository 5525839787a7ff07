/** The saved views of a plan: one's own and those that are shared with it. */
import { announce } from '../../kernel/announce';
import { api, Offline, Problem } from '../../kernel/api';
import type { ViewChange, ViewIn, ViewOut } from '../../kernel/api.gen';
import { lookOf, queryOf, type Look } from '../../kernel/looks';
import type { BoardEvent, Id, Page } from '../../kernel/wire';
import { t } from '../../kernel/words';
import { toast } from '../../ui/toast.svelte';
import type { Desk } from '../desk.svelte';
import { arrange } from '../listing';

export type SavedView = ViewOut;

/** What is kept of how one looks: the same words as in the address. */
export function fieldsOf(look: Look): Pick<ViewIn, 'view' | 'query' | 'settings'> {
  const settings = Object.fromEntries(Object.entries(look.own).filter(([, value]) => value));
  return { view: look.view, query: look.q, settings };
}

/** Read as an address is: what it no longer knows is left. */
export function savedLook({ view, query, settings }: SavedView): Look {
  return lookOf(new URLSearchParams({ ...settings, view, q: query }));
}

export function isSame(view: SavedView, look: Look): boolean {
  return queryOf(savedLook(view)) === queryOf(look);
}

export class SavedViews {
  all = $state.raw<readonly SavedView[]>([]);
  /** Takes back the last move, where no plan does. */
  back: (() => void) | undefined;

  /** The plan; none is all plans together. */
  constructor(private readonly boardId: Id | null) {}

  async load(): Promise<void> {
    try {
      const { items } = await api.get<Page<SavedView>>(
        this.boardId === null ? '/views' : `/views?board_id=${this.boardId}`,
      );
      this.all = items.filter((view) => view.board_id === this.boardId);
    } catch (error) {
      // Without a connection those that are known go on being there.
      if (!(error instanceof Problem || error instanceof Offline)) throw error;
    }
  }

  /** Somebody has shared a view, changed one or taken one back. */
  hear(events: readonly BoardEvent[]): void {
    if (events.some(({ type }) => type.startsWith('view.'))) void this.load();
  }

  async add(name: string, shared: boolean, look: Look): Promise<void> {
    const wish: ViewIn = { name, shared, board_id: this.boardId, ...fieldsOf(look) };
    await api.send('POST', '/views', wish);
    await this.done(t('saved.added', { name }));
  }

  async change(view: SavedView, to: ViewChange, said: string): Promise<void> {
    await api.send('PATCH', `/views/${view.id}`, to);
    await this.done(said);
  }

  async remove(view: SavedView): Promise<void> {
    await api.send('DELETE', `/views/${view.id}`);
    await this.load();
    const text = t('saved.removed', { name: view.name });
    toast.show({ text, action: { label: t('move.undo'), run: () => void this.restore(view) } });
  }

  /** Those that stand in one order: the shared ones, or one's own. */
  group(shared: boolean): readonly SavedView[] {
    return this.all.filter((view) => view.shared === shared);
  }

  /** Among its group; on a plan a shared one is taken back as all else that is done there. */
  async move(view: SavedView, index: number, desk: Desk | undefined): Promise<void> {
    const { id, name, shared } = view;
    const group = this.group(shared);
    const others = group.filter((each) => each.id !== id);
    const was = group.indexOf(view);
    if (was < 0 || was === index || index < 0 || index > others.length) return;
    const path = `/views/${id}/moves`;
    const after = others[index - 1]?.id ?? null;
    const said = t('listed.moved', { name, nth: index + 1, of: group.length });
    const rest = this.all.filter((each) => each.shared !== shared);
    this.all = [...rest, ...others.toSpliced(index, 0, view)];
    try {
      if (shared && desk) {
        this.back = undefined;
        const describe = t('saved.move_describe', { name });
        await arrange(desk, { method: 'POST', path, body: { after }, describe }, said);
        await this.load();
      } else {
        await api.send('POST', path, { after });
        const before = others[was - 1]?.id ?? null;
        this.back = () => void told(() => this.putBack(view, before));
        await this.load();
        toast.show({
          text: said,
          silent: true,
          action: { label: t('move.undo'), run: () => this.back?.() },
        });
        announce(said);
      }
    } catch (error) {
      await this.load();
      throw error;
    }
  }

  private async putBack({ id }: SavedView, after: Id | null): Promise<void> {
    this.back = undefined;
    await api.send('POST', `/views/${id}/moves`, { after });
    await this.done(t('move.undone'));
  }

  private async restore(view: SavedView): Promise<void> {
    await told(async () => {
      await api.send('POST', `/views/${view.id}/restoration`);
      await this.done(t('saved.restored', { name: view.name }));
    });
  }

  private async done(said: string): Promise<void> {
    await this.load();
    toast.show({ text: said, silent: true });
    announce(said);
  }
}

/** A refusal is said in its own words. */
export async function told(act: () => Promise<void>): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (error instanceof Problem) toast.show({ text: error.detail });
    else if (error instanceof Offline) toast.show({ text: t('connection.unreachable') });
    else throw error;
  }
}
