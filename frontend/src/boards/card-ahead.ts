/** A card is asked for the moment its address is, while the page that shows it is still being put together. */
import { api } from '../kernel/api';
import type { Card, Id } from '../kernel/wire';

/** What comes within this is drawn at once and whole; else what the plan knows of the card is drawn meanwhile. */
const AT_ONCE = 80;

let ahead: { id: Id; card: Promise<Card> } | undefined;

const fetchCard = (id: Id) => api.get<Card>(`/cards/${id}`);

export function askFor(id: Id): void {
  const card = fetchCard(id);
  card.catch(() => undefined);
  ahead = { id, card };
}

/** Settles when it has come, or when a reader should wait no longer to see something. */
export async function comeOrLate(): Promise<void> {
  const late = new Promise((settle) => setTimeout(settle, AT_ONCE));
  await Promise.race([ahead?.card.catch(() => undefined), late]);
}

/** Taken once, unless the plan has heard more since: whoever asks again wants to know how it is now. */
export async function cardOf(id: Id, version = 0): Promise<Card> {
  const asked = ahead?.id === id ? ahead.card : undefined;
  ahead = undefined;
  const found = await asked?.catch(() => undefined);
  return found && found.version >= version ? found : fetchCard(id);
}
