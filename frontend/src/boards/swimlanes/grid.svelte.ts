/** The board in rows: what is drawn, and what a move from one row to another changes. */
import { announce } from '../../kernel/announce';
import { people } from '../../kernel/people.svelte';
import type { Face, Id, Label } from '../../kernel/wire';
import { t } from '../../kernel/words';
import { findCard } from '../apply';
import type { Desk } from '../desk.svelte';
import type { Lifted, Step } from '../lifting';
import { refuse, type Outcome } from '../moving';
import type { Place } from '../places';
import type { RoamKey } from '../roaming';
import { reassess, reown, turnLabel, type Refusal } from '../views/changing';
import { cellAt, cellsOf, placeInLane, roamIn, stepIn, type Cells } from './cells';
import { rowLabel, rowsOf, type By, type Row } from './rows';

export class Grid {
  folded = $state.raw<ReadonlySet<string>>(new Set());
  readonly rows: readonly Row[] = $derived.by(() =>
    this.desk.seen ? rowsOf(this.desk.seen, this.by, people.all) : [],
  );
  /** What is folded cannot be walked in, nor moved to. */
  readonly cells: Cells | undefined = $derived.by(
    () =>
      this.desk.seen &&
      cellsOf(
        this.desk.seen,
        this.rows.filter(({ key }) => !this.folded.has(key)),
      ),
  );

  constructor(
    private readonly desk: Desk,
    readonly by: By,
  ) {}

  fold(key: string): void {
    const folded = new Set(this.folded);
    if (!folded.delete(key)) folded.add(key);
    this.folded = folded;
  }

  step(lifted: Lifted, key: string): Step | undefined {
    return this.cells && stepIn(this.cells, lifted, key);
  }

  roam(cardId: Id, key: RoamKey): Id | undefined {
    return this.cells && roamIn(this.cells, cardId, key);
  }

  /** Where it goes is read while it is still in the hand; it goes there once it has been let go. */
  aim(card: Face, to: Place): () => void {
    const { cells } = this;
    const { shown } = this.desk.board;
    const cell = cells && cellAt(cells, to.laneId);
    const place = cells && shown && placeInLane(shown, cells, card.id, to);
    if (!cell || !place) return () => undefined;
    const said = { ...to, laneId: place.laneId };
    return () => this.join(card, cell.key, () => this.desk.move(card, said, place));
  }

  /** Its place and what its row says change together, and are taken back together. */
  join(card: Face, key: string, move: () => Outcome, title = this.titleOf(key)): void {
    if (key === this.keyOf(card)) return void move();
    const reason = this.whyNot(card, key);
    if (reason !== null) return void refuse(card, reason);
    let said = '';
    this.desk.undoing.asOne(
      () => said,
      () => {
        if (move() === 'refused') return;
        said = this.where(card, title);
        const why = this.change(card, key);
        if (why !== null) refuse(card, why);
        else announce(said);
      },
    );
  }

  /** The row it has come to, and the status where that is another too. */
  private where({ id, number, lane_id: before }: Face, row: string): string {
    const { shown } = this.desk.board;
    const now = shown && findCard(shown, id)?.lane_id;
    const lane = now === before ? undefined : shown?.lanes.find((each) => each.id === now);
    return lane
      ? t('swimlanes.moved_both', { number, lane: lane.title, row })
      : t('swimlanes.moved', { number, row });
  }

  private titleOf(key: string): string {
    return this.rows.find((row) => row.key === key)?.title ?? '';
  }

  keyOf(card: Face): string {
    return (
      this.rows.find(({ lists }) => lists.get(card.lane_id)?.some(({ id }) => id === card.id))
        ?.key ?? ''
    );
  }

  /** Why the card cannot stand in that row. */
  private whyNot(card: Face, key: string): Refusal {
    const verdict = this.desk.can?.change();
    if (verdict?.ok === false) return verdict.reason;
    if (this.by === 'group') return t('swimlanes.unit_stays');
    if (this.by === 'health' && key === 'unknown') return t('swimlanes.health_stays');
    if (this.by === 'label' && this.after(card, key) !== key) return t('swimlanes.more_labels');
    return null;
  }

  private change(card: Face, key: string): Refusal {
    switch (this.by) {
      case 'owner':
        return reown(this.desk, card, key || null);
      case 'health':
        return reassess(this.desk, card, key as Face['health'], '');
      case 'label': {
        const turned = [this.keyOf(card), key].flatMap((id) => this.label(id) ?? []);
        return turned.map((label) => turnLabel(this.desk, card, label)).find(Boolean) ?? null;
      }
      case 'group':
        return null;
    }
  }

  /** The row it would stand in with this label in place of the one of its row. */
  private after(card: Face, key: string): string {
    const { shown } = this.desk.board;
    const left = card.label_ids.filter((id) => id !== this.keyOf(card));
    return shown ? rowLabel(shown, [...left, key]) : key;
  }

  private label(id: Id): Label | undefined {
    return this.desk.board.shown?.labels.find((label) => label.id === id);
  }
}
