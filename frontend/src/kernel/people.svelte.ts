/** The directory by id: names are never in boards or events, so everything asks here. */
import { api } from './api';
import type { Id, Person } from './wire';
import { t } from './words';

export type Face = { id: Id; name: string; initials: string; tint: Tint; title: string | null };
export type Tint = 1 | 2 | 3 | 4 | 5;

const pause = 400;

export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return letters
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toLocaleUpperCase('sv');
}

/** The same person has the same tint everywhere, computed so that nobody has to store it. */
export function tintOf(name: string): Tint {
  let sum = 0;
  for (const char of name) sum = (sum * 31 + char.charCodeAt(0)) >>> 0;
  return ((sum % 5) + 1) as Tint;
}

class Directory {
  private known = $state.raw<ReadonlyMap<Id, Person>>(new Map());
  /** Made once: a card that shows the same person again draws nothing anew. */
  private readonly faces = new WeakMap<Person, Face>();
  private readonly asked = new Set<Id>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** Everyone this reader may know of. */
  get all(): Person[] {
    return [...this.known.values()];
  }

  get(id: Id): Face {
    const person = this.known.get(id);
    if (!person) {
      this.askFor(id);
      return { id, name: t('person.unknown'), initials: '?', tint: 5, title: null };
    }
    let face = this.faces.get(person);
    if (!face) {
      const { name, title } = person;
      face = { id, name, initials: initialsOf(name), tint: tintOf(name), title: title || null };
      this.faces.set(person, face);
    }
    return face;
  }

  async load(): Promise<void> {
    const people = await api.all<Person>('/people');
    this.known = new Map(people.map((person) => [person.id, person]));
  }

  forget(): void {
    this.known = new Map();
    this.asked.clear();
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  /** Somebody new turned up: one refresh for all of them, and only once for each. */
  private askFor(id: Id): void {
    if (this.asked.has(id)) return;
    this.asked.add(id);
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      // The first directory may have come in the meantime.
      if ([...this.asked].every((asked) => this.known.has(asked))) return;
      void this.load().catch(() => this.asked.clear());
    }, pause);
  }
}

export const people = new Directory();

export function firstName(id: Id): string {
  return people.get(id).name.split(' ')[0] ?? '';
}
