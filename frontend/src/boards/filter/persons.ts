/** Parts of a filter that single out a person, or all but a person: in statistics there are none. */
import type { Part } from './language';
import { isSaid } from './saying';
import { NONE } from './vocabulary';

const isNobody = ({ value, quoted }: Part) => !quoted && isSaid(value, NONE);

/** To ask for what nobody is responsible for singles out nobody. */
export function personsIn(parts: readonly Part[]): Part[] {
  return parts.filter(
    (part) =>
      (part.key === 'owner' || part.key === 'deputy') &&
      part.value.trim() !== '' &&
      !isNobody(part),
  );
}
