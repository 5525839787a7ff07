/** Which of several things was changed last: what a page of many says at its foot. */

export function latest<Changed extends { updated_at: string }>(
  rows: readonly Changed[],
): Changed | null {
  return rows.reduce<Changed | null>(
    (last, row) => (last && last.updated_at >= row.updated_at ? last : row),
    null,
  );
}
