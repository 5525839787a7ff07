/** How much this person has not read, in step on all of their devices; the page itself comes when it is opened. */
import { api } from '../kernel/api';
import { session } from '../kernel/session.svelte';
import type { Inbox } from '../kernel/wire';

class Unread {
  count = $state(0);
  /** Grows each time the inbox may have changed. */
  visit = $state(0);

  /** Asks anew; what cannot be asked now is asked when the connection is back. */
  readonly look = () => {
    this.visit += 1;
    if (session.me === null) return;
    api.get<Inbox>('/inbox?limit=1').then(
      ({ unread }) => (this.count = unread),
      () => undefined,
    );
  };

  forget(): void {
    this.count = 0;
  }
}

export const unread = new Unread();
