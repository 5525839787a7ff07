/** Puts a floating piece beside what opened it, in the top layer, inside the window. */
import type { Attachment } from 'svelte/attachments';

const air = 4;
const edge = 8;

/** Below its anchor, or above when there is more room; measured again while the page scrolls. */
export function place(
  anchor: () => HTMLElement | undefined | null,
  align: 'start' | 'end' = 'start',
  fill = false,
): Attachment<HTMLElement> {
  return (floating) => {
    // The top layer is above an open dialog and is not cut by anything that scrolls.
    if (floating.popover && 'showPopover' in floating) floating.showPopover();
    const put = () => {
      const around = anchor()?.getBoundingClientRect();
      if (!around) return;
      if (fill) floating.style.width = `${around.width}px`;
      const { offsetWidth: width, offsetHeight: height } = floating;
      const wanted = align === 'start' ? around.left : around.right - width;
      const left = Math.max(edge, Math.min(wanted, innerWidth - width - edge));
      const below = around.bottom + air;
      const fits = below + height <= innerHeight - edge || around.top < innerHeight - around.bottom;
      const top = fits ? below : around.top - height - air;
      floating.style.left = `${left}px`;
      floating.style.top = `${Math.max(edge, top)}px`;
    };
    put();
    // What is put in it a moment later may need the other side.
    const grown = new ResizeObserver(put);
    grown.observe(floating);
    addEventListener('resize', put);
    addEventListener('scroll', put, { capture: true, passive: true });
    return () => {
      grown.disconnect();
      removeEventListener('resize', put);
      removeEventListener('scroll', put, { capture: true });
    };
  };
}
