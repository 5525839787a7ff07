/** Where a key leads from a cell: as in any spreadsheet. */

export interface At {
  /** Among the items; -1 is the row of headings. */
  readonly y: number;
  readonly x: number;
}

export interface Extent {
  readonly rows: number;
  readonly columns: number;
  /** How many rows a page holds. */
  readonly page: number;
}

export function stepFrom(
  { y, x }: At,
  { key, ctrlKey, metaKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>,
  { rows, columns, page }: Extent,
): At | undefined {
  const far = ctrlKey || metaKey;
  const [bottom, right] = [rows - 1, columns - 1];
  const to = (down: number, across: number): At => ({
    y: Math.max(-1, Math.min(bottom, down)),
    x: Math.max(0, Math.min(right, across)),
  });
  switch (key) {
    case 'ArrowDown':
      return to(far ? bottom : y + 1, x);
    case 'ArrowUp':
      return to(far ? -1 : y - 1, x);
    case 'ArrowRight':
      return to(y, far ? right : x + 1);
    case 'ArrowLeft':
      return to(y, far ? 0 : x - 1);
    case 'Home':
      return to(far ? 0 : y, 0);
    case 'End':
      return to(far ? bottom : y, right);
    case 'PageDown':
      return to(y + page, x);
    case 'PageUp':
      return to(Math.max(0, y - page), x);
    default:
      return undefined;
  }
}
