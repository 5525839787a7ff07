/** A lane draws forty cards and grows before the reader comes to the end of them. */

export const STEP = 40;

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
