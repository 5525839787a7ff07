/** A block of cells, as a spreadsheet puts it on the clipboard, written into the table from one cell on. */
import { announce } from '../../kernel/announce';
import { t } from '../../kernel/words';
import type { Desk } from '../desk.svelte';
import type { Refusal } from '../views/changing';
import { isWritten, type Column } from './columns';
import type { Grid } from './grid.svelte';
import { clear, pasteInto } from './pasting';
import type { Row } from './rows';

const MOST = 500;

/** In quotes only what holds a tab or a line of its own: other quotes are somebody's words. */
const CELL = /(?:"((?:[^"]|"")*[\t\n](?:[^"]|"")*)"|([^\t\n]*))(\t|\n|$)/gy;

/** Lines of cells; the line break that ends the last line begins no other. */
export function blockOf(text: string): string[][] {
  const block: string[][] = [[]];
  for (const [, quoted, plain = '', end] of text
    .replace(/\r\n?/g, '\n')
    .replace(/\n$/, '')
    .matchAll(CELL)) {
    block.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === '\n') block.push([]);
    else if (end === '') break;
  }
  return block;
}

export function isBlock(block: readonly string[][]): boolean {
  return block.length > 1 || (block[0]?.length ?? 0) > 1;
}

interface Cell {
  readonly row: Row;
  readonly column: Column;
  readonly text: string;
}

/** What can be written is, as one thing to take back; gives why the rest could not. */
export function pasteBlock(grid: Grid, block: readonly string[][]): Refusal {
  const { y, x } = grid.at;
  const rows = grid.items.slice(y).flatMap((item) => (item.kind === 'row' ? item.row : []));
  const reasons: string[] = [];
  const cells = block.flatMap((line, i) =>
    line.flatMap((text, j): Cell[] => {
      const [row, column] = [rows[i], grid.columns[x + j]];
      if (row && column) return [{ row, column, text }];
      reasons.push(t('table.paste_beyond'));
      return [];
    }),
  );
  if (cells.length > MOST) return t('table.paste_most', { most: MOST });
  const onDesk = (desk: Desk): Cell[] => cells.filter(({ row }) => row.shown.desk === desk);
  for (const desk of new Set(cells.map(({ row }) => row.shown.desk)))
    reasons.unshift(...writeAll(desk, grid, onDesk(desk)));
  const [reason] = reasons;
  return reason ? t('table.paste_partly', { count: reasons.length, reason }) : null;
}

function writeAll(desk: Desk, grid: Grid, cells: readonly Cell[]): string[] {
  const reasons: string[] = [];
  const said = (): string => t('table.pasted', { count: cells.length - reasons.length });
  desk.undoing.asOne(said, () => {
    for (const cell of cells) {
      const why = write(grid, cell);
      if (why !== null) reasons.push(why);
    }
  });
  if (reasons.length < cells.length) announce(said());
  return reasons;
}

/** An empty cell empties. */
function write(grid: Grid, { row, column, text }: Cell): Refusal {
  const why = grid.whyNot(row, column);
  if (why !== null || !isWritten(column)) return why;
  return text.trim() ? pasteInto(row, column, text) : clear(row, column);
}
