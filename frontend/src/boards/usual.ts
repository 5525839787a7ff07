/** What one does on a plan as usual, and so without a connection too: it is on this side before it is asked for. */
import { language } from '../kernel/words';

export async function fetchUsual(): Promise<void> {
  // One import a line: of two in one expression the styles of the second would not come.
  const ways = [
    () => import('./OpenedCard.svelte'),
    () => import('./AddCardForm.svelte'),
    () => import('../cards/SimilarCards.svelte'),
    () => import('./MoveDialog.svelte'),
    () => import('./HelpBar.svelte'),
    () => import('./filter/filtering'),
    () => import('./telling'),
  ];
  await language.whole();
  // In turn, so that whatever is asked for meanwhile comes first.
  for (const fetch of ways) await fetch();
}
