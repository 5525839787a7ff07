/** What a reader wants to see of a history: whose deeds, about what, and between which days. */

export const ABOUT = [
  'moves',
  'people',
  'dates',
  'texts',
  'checklists',
  'comments',
  'attachments',
  'blockers',
  'relations',
  'health',
  'labels',
  'plan',
  'other',
] as const;

export type About = (typeof ABOUT)[number] | '';

export interface Narrowed {
  readonly by: string | null;
  readonly about: About;
  readonly since: string | null;
  readonly until: string | null;
}

export const wide: Narrowed = { by: null, about: '', since: null, until: null };

/** As an address says it. */
export function narrowedBy(asked: URLSearchParams): Narrowed {
  const about = asked.get('about') ?? '';
  return {
    by: asked.get('by'),
    about: ABOUT.find((each) => each === about) ?? '',
    since: asked.get('since'),
    until: asked.get('until'),
  };
}

/** With its question mark; empty where nothing is narrowed. */
export function queryOf(narrowed: Narrowed): string {
  const said = Object.entries(narrowed).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'string' && value ? [[name, value]] : [],
  );
  return said.length > 0 ? `?${new URLSearchParams(said).toString()}` : '';
}
