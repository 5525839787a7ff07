/** Which lanes are short: all of such a lane can stay in sight beside a long one that is scrolled. */

/** What stands over and under the cards: the heading of the lane, and air. */
const AROUND = 96;

/** Only while all of it has room: what stays, and is higher than the window, could never be scrolled to. */
export function staying(board: HTMLElement): () => void {
  const mark = (held: HTMLElement): boolean =>
    held.toggleAttribute('data-short', held.offsetHeight <= innerHeight - AROUND);
  const sizes = new ResizeObserver((seen) => {
    for (const { target } of seen) if (target instanceof HTMLElement) mark(target);
  });
  const all = (): NodeListOf<HTMLElement> => board.querySelectorAll('.held');
  const look = (): void => all().forEach((held) => sizes.observe(held));
  const lanes = new MutationObserver(look);
  lanes.observe(board, { childList: true });
  look();
  const onresize = (): void => all().forEach(mark);
  addEventListener('resize', onresize);
  return () => {
    sizes.disconnect();
    lanes.disconnect();
    removeEventListener('resize', onresize);
  };
}
