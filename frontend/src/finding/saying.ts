/** Search hits in words. */
import type { CardHit, FoundOut } from '../kernel/wire';
import { people } from '../kernel/people.svelte';
import { when } from '../kernel/days';
import { t } from '../kernel/words';

/** "Pågår · Att ha invånaren som medskapare". */
export function placeOf(hit: CardHit): string {
  return `${hit.closed ? t('find.closed') : (hit.lane ?? '')} · ${hit.board_name}`;
}

/** The filter that shows what somebody is responsible for. */
export function who(name: string): string {
  return `${t('find.owner_filter')}:"${name.replaceAll('"', '')}"`;
}

/** "I en kommentar av Amina Yusuf, 3 nov". */
export function whereOf({ where, by, at }: FoundOut): string {
  const said = t(`find.where.${where}`);
  const name = by ? people.get(by).name : undefined;
  if (name && at) return t('find.by_at', { where: said, name, when: when(at) });
  return at ? t('find.at', { where: said, when: when(at) }) : said;
}
