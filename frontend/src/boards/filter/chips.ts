/** Parts of a filter that are pressed instead of written: both are faces of the same text. */
import type { Face, HealthValue, Id, Language } from '../../kernel/wire';
import { parse, writePart, type Part } from './language';
import { compile, type World } from './matching';
import { isSaid } from './saying';
import * as words from './vocabulary';
import type { Key } from './vocabulary';

export interface Chip {
  readonly key: Key;
  /** What is written when it is pressed. */
  readonly written: string;
  /** Other ways to write it. */
  readonly values: readonly string[];
  readonly count: number;
  readonly label?: string;
  readonly name: string;
}

export const HEALTHS: readonly HealthValue[] = ['off_track', 'at_risk', 'unknown', 'on_track'];

const isOf = (chip: Chip, part: Part) =>
  !part.not && part.key === chip.key && isSaid(part.value, chip.values);

export function isPressed(chip: Chip, parts: readonly Part[]): boolean {
  return parts.some((part) => isOf(chip, part));
}

/** The text with the chip pressed, or without it. */
export function press(chip: Chip, text: string): string {
  const parts = parse(text);
  if (!isPressed(chip, parts)) return `${text.trim()} ${chip.written}`.trim();
  return without(
    text,
    parts.filter((part) => isOf(chip, part)),
  );
}

export function without(text: string, parts: readonly Part[]): string {
  let left = text.normalize('NFC');
  for (const { from, to } of parts.toReversed()) left = `${left.slice(0, from)} ${left.slice(to)}`;
  return left.replace(/\s+/gu, ' ').trim();
}

/** Those of our own words: the few that matter. */
export function ownChips(cards: readonly Face[], world: World, language: Language): Chip[] {
  const chip = (name: string, key: Key, values: readonly string[]): Chip => {
    const written = writePart(
      words.wordOf(words.KEYS[key], language),
      words.wordOf(values, language),
    );
    const { matches } = compile(written, world);
    return { name, key, written, values, count: cards.filter(matches).length };
  };
  return [
    ...(world.me === null ? [] : [chip('mine', 'owner', words.ME)]),
    chip('late', 'due', words.LATE),
    chip('week', 'due', words.THIS_WEEK),
    chip('blocked', 'blocked', words.ANSWERS.yes),
    ...HEALTHS.map((health) => chip(health, 'health', words.HEALTHS[health])),
  ];
}

export type NamedChips = Record<'owner' | 'label' | 'lane', readonly Chip[]>;

/** Those of names: each counted in one go through the cards. */
export function namedChips(cards: readonly Face[], world: World, language: Language): NamedChips {
  const [owners, labels, lanes] = [counting(), counting(), counting()];
  for (const card of cards) {
    owners.add(card.owner_id ?? '');
    lanes.add(card.lane_id);
    for (const id of card.label_ids) labels.add(id);
  }
  const written = (key: Key, value: string) =>
    writePart(words.wordOf(words.KEYS[key], language), value);
  const chip = (key: Key, name: string, count: number): Chip => {
    return { name, label: name, key, written: written(key, name), values: [name], count };
  };
  const nobody: Chip = {
    name: 'nobody',
    key: 'owner',
    written: written('owner', words.wordOf(words.NONE, language)),
    values: words.NONE,
    count: owners.of(''),
  };
  const people = world.people
    .filter(({ id }) => owners.of(id) > 0)
    .map(({ id, name }) => chip('owner', name, owners.of(id)))
    .toSorted((a, b) => b.count - a.count);
  return {
    owner: [nobody, ...people],
    label: together(
      world.plans.flatMap((plan) =>
        plan.labels.map(({ id, name }) => chip('label', name, labels.of(id))),
      ),
    ),
    lane: together(
      world.plans.flatMap((plan) =>
        plan.lanes.map(({ id, title }) => chip('lane', title, lanes.of(id))),
      ),
    ),
  };
}

/** Two plans may have the same name for a thing, and one part asks for both. */
function together(chips: readonly Chip[]): Chip[] {
  const found = new Map<string, Chip>();
  for (const chip of chips) {
    const same = found.get(chip.name);
    found.set(chip.name, { ...chip, count: chip.count + (same?.count ?? 0) });
  }
  return [...found.values()];
}

function counting(): { add(id: Id): void; of(id: Id): number } {
  const found = new Map<Id, number>();
  return {
    add: (id) => void found.set(id, (found.get(id) ?? 0) + 1),
    of: (id) => found.get(id) ?? 0,
  };
}
