/** Makes of a filter a question to every card; what cannot be understood matches nothing and says so. */
import { firstDay, lastDay } from '../../kernel/days';
import type { Day, Face, HealthValue, Id, Stage } from '../../kernel/wire';
import { parse, type Part, type ProblemCode } from './language';
import { readPeriod } from './periods';
import { folded, isSaid, meant, wordsIn } from './saying';
import { ANSWERS, HEALTHS, LATE, ME, NONE, STAGES } from './vocabulary';

/** What names stand for where the filter is read: only what its reader sees. */
export interface World {
  readonly today: Day;
  readonly me: Id | null;
  readonly people: readonly { readonly id: Id; readonly name: string }[];
  readonly plans: readonly {
    readonly id: Id;
    readonly name: string;
    readonly lanes: readonly { readonly id: Id; readonly title: string; readonly stage: Stage }[];
    readonly labels: readonly { readonly id: Id; readonly name: string }[];
  }[];
}

export interface Problem {
  readonly part: Part;
  readonly code: ProblemCode;
}

export type Asked = Pick<
  Face,
  | 'number'
  | 'lane_id'
  | 'title'
  | 'owner_id'
  | 'deputy_id'
  | 'start'
  | 'due'
  | 'health'
  | 'label_ids'
  | 'blocked_since'
>;
export type Test = (card: Asked) => boolean;

export interface Filter {
  readonly parts: readonly Part[];
  readonly problems: readonly Problem[];
  readonly matches: Test;
  /** Those of a list that match, in their order. */
  readonly through: <Card extends Asked>(list: readonly Card[]) => readonly Card[];
}

/** Same key twice: any of them. Different keys: all of them; and all the words. */
export function compile(query: string, world: World): Filter {
  const parts = parse(query);
  const reader = new Reader(world);
  const problems: Problem[] = [];
  const wanted = new Map<string, Test[]>();
  const unwanted: Test[] = [];
  parts.forEach((part, nth) => {
    const read = part.problem ?? reader.read(part);
    const test = typeof read === 'string' ? nothing : read;
    if (typeof read === 'string') problems.push({ part, code: read });
    if (part.not) return void unwanted.push(test);
    const group = part.key === 'word' ? `word ${nth}` : (part.key ?? 'unknown');
    wanted.set(group, [...(wanted.get(group) ?? []), test]);
  });
  const all = [...wanted.values()].map(anyOf);
  const none = anyOf(unwanted);
  const matches: Test = (card) => all.every((test) => test(card)) && !none(card);
  const word = parts.find(({ key, not, problem }) => key === 'word' && !not && !problem)?.value;
  return {
    parts,
    problems,
    matches,
    through: (list) => (word === undefined ? list : saying(list, word)).filter(matches),
  };
}

const nothing: Test = () => false;

/** Each test is asked of thousands: what is one alone is asked itself. */
function anyOf(tests: readonly Test[]): Test {
  const [first = nothing, ...rest] = tests;
  return rest.length === 0 ? first : (card) => tests.some((test) => test(card));
}

/** A face stands unchanged until it is replaced, and so do the words of its title. */
const titles = new WeakMap<Asked, { words: string; bare: string }>();

/** Words in a row, each after a space: those of another are in it if they are written in it. */
const inRow = (words: readonly string[]): string => ` ${words.join(' ')}`;

function titleOf(card: Asked): { words: string; bare: string } {
  const known = titles.get(card);
  if (known) return known;
  const words = inRow(wordsIn(card.title));
  const made = { words, bare: folded(words) };
  titles.set(card, made);
  return made;
}

/** The titles are taken apart before somebody asks for a word: of thousands it takes longer than the answer may. */
export function readTitles(cards: readonly Asked[]): void {
  cards.forEach(titleOf);
}

type Form = 'words' | 'bare';
/** The titles of a list as one text, and where the next begins after each. */
interface Titles {
  readonly text: string;
  readonly ends: readonly number[];
}
const texts = { words: new WeakMap<object, Titles>(), bare: new WeakMap<object, Titles>() };

function titlesOf(list: readonly Asked[], form: Form): Titles {
  const known = texts[form].get(list);
  if (known) return known;
  const titles = list.map((card) => titleOf(card)[form]);
  let end = 0;
  const ends = titles.map(({ length }) => (end += length + 1));
  const made = { text: titles.join('\n'), ends };
  texts[form].set(list, made);
  return made;
}

/** Those whose title says it: one long text is gone through ten times as fast as thousands of short ones. */
function saying<Card extends Asked>(list: readonly Card[], value: string): readonly Card[] {
  const { row, form } = askedFor(value);
  const { text, ends } = titlesOf(list, form);
  const endOf = (nth: number) => ends[nth] ?? Infinity;
  const found: Card[] = [];
  let nth = 0;
  for (let at = text.indexOf(row); at >= 0; at = text.indexOf(row, endOf(nth))) {
    while (endOf(nth) <= at) nth += 1;
    const card = list[nth];
    if (card) found.push(card);
  }
  return found;
}

/** A word as a title would say it: "oberg" finds Öberg; "öberg" does not find Oberg. */
function askedFor(value: string): { row: string; form: Form } {
  const said = wordsIn(value);
  return { row: inRow(said), form: said.every((word) => folded(word) === word) ? 'bare' : 'words' };
}

class Reader {
  private readonly stages = new Map<Id, Stage>();
  private readonly plans = new Map<Id, Id>();
  private readonly labels = new Set<Id>();

  constructor(private readonly world: World) {
    for (const { id, lanes, labels } of world.plans) {
      for (const lane of lanes) {
        this.stages.set(lane.id, lane.stage);
        this.plans.set(lane.id, id);
      }
      for (const label of labels) this.labels.add(label.id);
    }
  }

  read(part: Part): Test | ProblemCode {
    switch (part.key) {
      case 'word':
        return this.word(part.value);
      case 'number':
        return ({ number }) => number === Number(part.value);
      case 'owner':
        return this.person(part, (card) => card.owner_id);
      case 'deputy':
        return this.person(part, (card) => card.deputy_id);
      case 'health':
        return this.health(part.value);
      case 'lane':
        return this.lane(part.value);
      case 'stage':
        return this.stage(part.value);
      case 'label':
        return this.label(part);
      case 'due':
        return this.due(part);
      case 'start':
        return this.start(part);
      case 'blocked':
        return this.blocked(part.value);
      case 'plan':
        return this.plan(part.value);
      case undefined:
        return 'unknown_key';
    }
  }

  private word(value: string): Test | ProblemCode {
    const { row, form } = askedFor(value);
    return row.trim() === '' ? 'nothing' : (card) => titleOf(card)[form].includes(row);
  }

  private person(part: Part, of: (card: Asked) => Id | null): Test | ProblemCode {
    const { me, people } = this.world;
    if (isOne(part, ME)) return (card) => me !== null && of(card) === me;
    if (isOne(part, NONE)) return (card) => of(card) === null;
    const found = new Set(meant(people, ({ name }) => [name], part.value).map(({ id }) => id));
    if (found.size === 0) return 'unknown_person';
    return (card) => found.has(of(card) ?? '');
  }

  private health(value: string): Test | ProblemCode {
    const found = meantOf(HEALTHS, value);
    return found.length === 0 ? 'unknown_value' : (card) => found.includes(this.told(card) ?? 'no');
  }

  /** As its face tells it: nobody owes a report on what has not begun or is finished. */
  private told(card: Asked): HealthValue | undefined {
    const stage = this.stages.get(card.lane_id);
    const owed = stage !== 'done' && (stage !== 'planned' || card.health !== 'unknown');
    return owed ? card.health : undefined;
  }

  private lane(value: string): Test | ProblemCode {
    const lanes = this.world.plans.flatMap((plan) => plan.lanes);
    const found = new Set(meant(lanes, ({ title }) => [title], value).map(({ id }) => id));
    return found.size === 0 ? 'unknown_lane' : (card) => found.has(card.lane_id);
  }

  private stage(value: string): Test | ProblemCode {
    const found = meantOf(STAGES, value);
    if (found.length === 0) return 'unknown_value';
    return (card) => found.includes(this.stages.get(card.lane_id) ?? 'no');
  }

  private label(part: Part): Test | ProblemCode {
    // A label that was removed may still be on a card, unseen.
    if (isOne(part, NONE)) return (card) => !card.label_ids.some((id) => this.labels.has(id));
    const labels = this.world.plans.flatMap((plan) => plan.labels);
    const found = new Set(meant(labels, ({ name }) => [name], part.value).map(({ id }) => id));
    return found.size === 0
      ? 'unknown_label'
      : (card) => card.label_ids.some((id) => found.has(id));
  }

  private due({ value }: Part): Test | ProblemCode {
    const { today } = this.world;
    if (isSaid(value, NONE)) return (card) => card.due === null;
    if (isSaid(value, LATE))
      return (card) => card.due !== null && !this.isDone(card) && lastDay(card.due) < today;
    return within(value, today, (card) => card.due && lastDay(card.due));
  }

  private start({ value }: Part): Test | ProblemCode {
    if (isSaid(value, NONE)) return (card) => card.start === null;
    return within(value, this.world.today, (card) => card.start && firstDay(card.start));
  }

  private blocked(value: string): Test | ProblemCode {
    const found = meantOf(ANSWERS, value);
    if (found.length === 0) return 'unknown_value';
    return (card) =>
      found.includes(card.blocked_since !== null && !this.isDone(card) ? 'yes' : 'no');
  }

  private plan(value: string): Test | ProblemCode {
    const found = new Set(meant(this.world.plans, ({ name }) => [name], value).map(({ id }) => id));
    if (found.size === 0) return 'unknown_plan';
    return (card) => found.has(this.plans.get(card.lane_id) ?? '');
  }

  private isDone(card: Asked): boolean {
    return this.stages.get(card.lane_id) === 'done';
  }
}

/** In quotes it is a name. */
const isOne = ({ value, quoted }: Part, words: readonly string[]) =>
  !quoted && isSaid(value, words);

/** Words of ours stand beside each other under what they mean. */
function meantOf<Name extends string>(
  words: Record<Name, readonly string[]>,
  said: string,
): string[] {
  const all = Object.entries(words) as [Name, readonly string[]][];
  return meant(all, ([, names]) => names, said).map(([name]) => name);
}

function within(value: string, today: Day, dayOf: (card: Asked) => Day | null): Test | ProblemCode {
  const period = readPeriod(value, today);
  if (typeof period === 'string') return period;
  const { from, to } = period;
  return (card) => {
    const day = dayOf(card);
    return day !== null && (!from || day >= from) && (!to || day <= to);
  };
}
