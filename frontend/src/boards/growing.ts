/** A lane draws forty cards and grows before the reader comes to the end of them. */

export const STEP = 40;
/** As many as fit on a tall screen. */
export const FIRST = 12;

export function growing(grow: () => void): (end: Element) => () => void {
  return (end) => {
    const watcher = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) grow();
      },
      { rootMargin: '600px' },
    );
    watcher.observe(end);
    return () => watcher.disconnect();
  };
}

export function afterPaint(act: () => void): () => void {
  let timer: number | undefined;
  const frame = requestAnimationFrame(() => (timer = window.setTimeout(act)));
  return () => {
    cancelAnimationFrame(frame);
    window.clearTimeout(timer);
  };
}
