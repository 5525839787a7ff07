/** Which lanes are short: all of such a lane can stay in sight beside a long one that is scrolled. */

/** What stands over and under the cards: the heading of the lane, and air. */
const AROUND = 96;

/** Only while all of it has room: what stays, and is higher than the window, could never be scrolled to. */
export function staying(board: HTMLElement): () => void {
  const mark = (held: Element, height: number): boolean =>
    held.toggleAttribute('data-short', height <= innerHeight - AROUND);
  // The height is told, not asked for: to ask after a mark has the browser lay out the page again for each lane.
  const sizes = new ResizeObserver((seen) => {
    for (const { target, contentRect } of seen) mark(target, contentRect.height);
  });
  const all = (): HTMLElement[] => [...board.querySelectorAll<HTMLElement>('.held')];
  const look = (): void => all().forEach((held) => sizes.observe(held));
  const lanes = new MutationObserver(look);
  lanes.observe(board, { childList: true });
  look();
  const onresize = (): void =>
    all()
      .map((held) => [held, held.offsetHeight] as const)
      .forEach(([held, height]) => mark(held, height));
  addEventListener('resize', onresize);
  return () => {
    sizes.disconnect();
    lanes.disconnect();
    removeEventListener('resize', onresize);
  };
}
