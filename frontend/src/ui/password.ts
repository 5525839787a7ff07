/** The same rule as the server's, said before the form is sent. */
import { t } from '../kernel/words';

const least = 10;

export function passwordProblem(password: string): string | null {
  return [...password].length < least ? t('password.too_short') : null;
}
