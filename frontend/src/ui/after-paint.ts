/**
 * Does it when what is on its way to the screen has been painted; gives what calls it off.
 * The second frame begins when the first is on the screen: a task after one alone may come before its picture does.
 */
export function afterPaint(act: () => unknown): () => void {
  let timer: number | undefined;
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(() => (timer = window.setTimeout(act)));
  });
  return () => {
    cancelAnimationFrame(frame);
    window.clearTimeout(timer);
  };
}
