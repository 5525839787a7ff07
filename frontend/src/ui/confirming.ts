/** Shows what looks like a personal identity number, and lets its writer change the text or stand by it. */
import { mount, unmount } from 'svelte';
import { today } from '../kernel/days';
import type { Settled } from '../kernel/doubt';
import { locate, replaced } from '../kernel/personal-numbers';
import { language, t } from '../kernel/words';
import ConfirmNumber from './ConfirmNumber.svelte';

type Answer = { kind: 'keep' } | { kind: 'change'; text: string } | { kind: 'drop' };

let last: Promise<unknown> = Promise.resolve();

/** One question at a time, however many changes wait. */
export function confirming(body: unknown): Promise<Settled> {
  const next = last.then(() => settle(body));
  last = next.catch(() => undefined);
  return next;
}

/** Until nothing in it looks so, or its writer stands by it. */
async function settle(body: unknown): Promise<Settled> {
  const suspect = locate(body, today());
  if (!suspect) return { body, confirmed: false };
  await language.whole();
  const answer = await ask(suspect.text, suspect.number);
  if (answer.kind === 'keep') return { body, confirmed: true };
  if (answer.kind === 'drop') return { declined: t('number.not_saved') };
  return settle(replaced(body, suspect.path, answer.text));
}

function ask(text: string, number: string): Promise<Answer> {
  return new Promise((resolve) => {
    const shown = mount(ConfirmNumber, {
      target: document.body,
      props: {
        text,
        number,
        onanswer: (answer) => {
          void unmount(shown);
          resolve(answer);
        },
      },
    });
  });
}
