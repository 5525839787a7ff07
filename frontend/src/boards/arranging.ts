/** What is said about a plan, as its form holds it. */
import type { Board } from '../kernel/wire';

export interface PlanFields {
  name: string;
  purpose: string;
  owner_id: string | null;
  period_start: string | null;
  period_end: string | null;
  decision: string;
  folder: string;
  restricted: boolean;
}

/** Only what differs is sent, so that two people can change two fields at once; an empty text is none. */
export function changesOf(base: PlanFields, form: PlanFields): Partial<Board> {
  const changed = Object.entries(form).filter(
    ([key, value]) => value !== base[key as keyof PlanFields],
  );
  // The path is copied exactly, so it is kept exactly.
  const tidy = (key: string, value: unknown): unknown =>
    typeof value === 'string' ? (key === 'folder' ? value : value.trim()) || null : value;
  return Object.fromEntries(changed.map(([key, value]) => [key, tidy(key, value)]));
}
