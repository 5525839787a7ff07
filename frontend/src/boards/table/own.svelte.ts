/** What a plan's assignments say in its own fields: asked once for the fields that are shown, and kept by the events after. */
import type { ValuesOut } from '../../kernel/api.gen';
import { api, Offline, Problem } from '../../kernel/api';
import { live } from '../../kernel/live.svelte';
import type { BoardEvent, Id } from '../../kernel/wire';
import type { Value } from '../../cards/own';
import type { Desk } from '../desk.svelte';

export type { Value };

/** One value, by its own id, since that is how its events name it. */
export interface Said {
  readonly fieldId: Id;
  readonly cardId: Id;
  readonly value: Value;
}

/** Many things at once, as when lines are pasted, are one question. */
const CALM = 300;
/** What may bring values with it of which no event tells. */
const BRINGING = new Set(['card.created', 'card.reopened', 'card.arrived', 'field.restored']);

/** The values after an event; the same map where it says nothing of them. */
export function told(said: ReadonlyMap<Id, Said>, event: BoardEvent): ReadonlyMap<Id, Said> {
  switch (event.type) {
    case 'value.added':
    case 'value.restored': {
      const { field_id: fieldId, value = null } = event.to;
      if (fieldId === undefined) return said;
      return new Map(said).set(event.id, { fieldId, cardId: event.card_id, value });
    }
    case 'value.changed': {
      const before = said.get(event.id);
      if (!before) return said;
      return new Map(said).set(event.id, { ...before, value: event.to.value ?? null });
    }
    case 'value.removed': {
      if (!said.has(event.id)) return said;
      const left = new Map(said);
      left.delete(event.id);
      return left;
    }
    default:
      return said;
  }
}

export class OwnValues {
  private said = $state.raw<ReadonlyMap<Id, Said>>(new Map());
  /** What was written here and is not yet told back. */
  private laid = $state.raw<readonly (Said & { key: string })[]>([]);
  private needed: readonly Id[] = [];
  /** As far as what is known has come. */
  private version = 0;
  private heard: BoardEvent[] = [];
  private asking = false;
  private again = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  private readonly byField = $derived.by(() => {
    const fields = new Map<Id, Map<Id, Value>>();
    for (const { fieldId, cardId, value } of [...this.said.values(), ...this.laid]) {
      const field = fields.get(fieldId);
      if (field) field.set(cardId, value);
      else fields.set(fieldId, new Map([[cardId, value]]));
    }
    return fields;
  });

  constructor(private readonly desk: Desk) {}

  valueOf(cardId: Id, fieldId: Id): Value {
    return this.byField.get(fieldId)?.get(cardId) ?? null;
  }

  /** Seen at once, until the server has told it back or refused. */
  lay(key: string, said: Said): void {
    this.laid = [...this.laid, { ...said, key }];
  }

  settle(key: string): void {
    this.laid = this.laid.filter((each) => each.key !== key);
  }

  /** Asks for fields that nobody has asked for before; those that are no longer shown are kept. */
  need(fieldIds: readonly Id[]): void {
    const fresh = fieldIds.filter((id) => !this.needed.includes(id));
    if (fresh.length === 0) return;
    this.needed = [...this.needed, ...fresh];
    void this.ask();
  }

  follow(): () => void {
    const hear = (events: readonly BoardEvent[]): void => this.hear(events);
    this.desk.hearers.add(hear);
    const leave = live.onConnected(() => this.soon());
    return () => {
      this.desk.hearers.delete(hear);
      leave();
      clearTimeout(this.timer);
    };
  }

  /** A plan that was fetched anew has come further than anybody has told. */
  reached(version: number): void {
    if (this.needed.length > 0 && !this.asking && version > this.version) this.soon();
  }

  private hear(events: readonly BoardEvent[]): void {
    if (this.asking) this.heard.push(...events);
    this.take(events);
    if (events.some(({ type }) => BRINGING.has(type))) this.soon();
  }

  private take(events: readonly BoardEvent[]): void {
    for (const event of events) {
      if (event.version <= this.version) continue;
      this.said = told(this.said, event);
      this.version = event.version;
    }
  }

  private soon(): void {
    if (this.needed.length === 0) return;
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void this.ask();
    }, CALM);
  }

  private async ask(): Promise<void> {
    if (this.asking) return void (this.again = true);
    this.asking = true;
    this.again = false;
    this.heard = [];
    try {
      const query = this.needed.map((id) => `field_id=${id}`).join('&');
      const path = `/boards/${this.desk.board.id}/values?${query}`;
      const { version, fields } = await api.get<ValuesOut>(path);
      this.said = new Map(
        fields.flatMap(({ field_id: fieldId, said }) =>
          said.map(({ id, card_id: cardId, value }) => [id, { fieldId, cardId, value }] as const),
        ),
      );
      this.version = version;
      this.take(this.heard);
    } catch (error) {
      // Without an answer the cells stay as they are; when the connection is back it is asked again.
      if (!(error instanceof Problem || error instanceof Offline)) throw error;
    } finally {
      this.asking = false;
    }
    if (this.again) await this.ask();
  }
}
