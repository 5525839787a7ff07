/** How a plan is looked at: all of it stands in the address, so that it can be kept and sent. */

export const views = ['board', 'table', 'calendar', 'timeline', 'statistics'] as const;
export type View = (typeof views)[number];

/** What views keep of their own: sorting, grouping, columns, swimlanes, the days that are shown, and how: `as` text. */
const OWN = ['sort', 'group', 'columns', 'lanes', 'at', 'from', 'to', 'as'] as const;
export type Own = (typeof OWN)[number];

export interface Look {
  readonly view: View;
  /** The filter, as it was written. */
  readonly q: string;
  readonly own: Readonly<Partial<Record<Own, string>>>;
}

export const plainLook: Look = { view: 'board', q: '', own: {} };

/** Reads the part of an address behind the question mark; what it does not know it leaves. */
export function lookOf(query: URLSearchParams): Look {
  const view = views.find((name) => name === query.get('view')) ?? 'board';
  const own = OWN.flatMap((name) => {
    const value = query.get(name);
    return value ? [[name, value]] : [];
  });
  return { view, q: query.get('q') ?? '', own: Object.fromEntries(own) as Look['own'] };
}

let last: { look: Look; written: string } | undefined;

/** The same, written: empty where everything is as it is when nobody has chosen. All links of a page ask for one look. */
export function queryOf(look: Look): string {
  if (last?.look !== look) last = { look, written: write(look) };
  return last.written;
}

function write({ view, q, own }: Look): string {
  const query = new URLSearchParams();
  if (view !== 'board') query.set('view', view);
  if (q) query.set('q', q);
  for (const name of OWN) if (own[name]) query.set(name, own[name]);
  return query.size > 0 ? `?${query.toString()}` : '';
}

/** What a view keeps of its own, but for one thing. */
export function without(own: Look['own'], name: Own): Look['own'] {
  return Object.fromEntries(Object.entries(own).filter(([each]) => each !== name));
}
