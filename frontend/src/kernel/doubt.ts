/** Before anything that looks like a personal identity number leaves the browser, its writer is asked. */

/** Anything that could be one; what this passes by costs nothing more. */
const perhaps = /\d{6}[-+ \u00a0\u202f\u2010-\u2013\u2212]{0,3}\d{4}/;
/** Whatever is changed names others by their ids, in which ten figures may well stand in a row. */
export const uuid = /[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}/gi;

/** What may be sent, perhaps with other words than before; or why it is not sent, in a sentence. */
export type Settled = { body: unknown; confirmed: boolean } | { declined: string };
export type Ask = (body: unknown, told: boolean) => Promise<Settled>;

export const doubt: { ask: Ask | null } = { ask: null };

export function mayHoldNumber(body: unknown): boolean {
  return body !== undefined && perhaps.test(JSON.stringify(body).replace(uuid, ' '));
}

/** `told` where the server has said so: then somebody is asked whatever we find ourselves. */
export async function settleDoubt(body: unknown, told = false): Promise<Settled> {
  const sure = { body, confirmed: false };
  if (!doubt.ask || !(told || mayHoldNumber(body))) return sure;
  try {
    return await doubt.ask(body, told);
  } catch {
    return sure; // without a connection it cannot be looked at here; the server will
  }
}
