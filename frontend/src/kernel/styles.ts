/** Style sheets that did not come: whoever imports a part believes that its styles have been there once they were asked for. */

const lost = new Set<HTMLLinkElement>();
/** A server that restarts is back within this. */
export const pause = 5_000;

/** Asks again for all that did not come; rejects when one still does not. */
export async function fetchStylesAgain(): Promise<void> {
  await Promise.all([...lost].map(fetchAgain));
}

function fetchAgain(link: HTMLLinkElement): Promise<void> {
  lost.delete(link);
  const next = link.cloneNode() as HTMLLinkElement;
  const come = new Promise<void>((resolve, reject) => {
    next.addEventListener('load', () => resolve());
    next.addEventListener('error', () => reject(new Error(`No styles: ${next.href}`)));
  });
  link.replaceWith(next);
  return come;
}

/** Asks again after a while, and as soon as there is a connection. */
export function mendStyles(): void {
  const again = (): void => void fetchStylesAgain().catch(() => undefined);
  window.addEventListener(
    'error',
    ({ target }) => {
      if (!(target instanceof HTMLLinkElement) || target.rel !== 'stylesheet') return;
      lost.add(target);
      setTimeout(again, pause);
    },
    { capture: true },
  );
  window.addEventListener('online', again);
}
