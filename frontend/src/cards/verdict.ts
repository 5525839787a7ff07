/** May it be done, and if not, why: every no in the product comes with its reason. */

export type Verdict = { readonly ok: true } | { readonly ok: false; readonly reason: string };

export function reasonOf(verdict: Verdict | undefined): string | null {
  return verdict?.ok === false ? verdict.reason : null;
}
