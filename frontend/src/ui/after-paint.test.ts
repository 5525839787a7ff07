import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { afterPaint } from './after-paint';

let frames: (FrameRequestCallback | undefined)[];

beforeEach(() => {
  vi.useFakeTimers();
  frames = [];
  vi.stubGlobal('requestAnimationFrame', (act: FrameRequestCallback) => frames.push(act) - 1);
  vi.stubGlobal('cancelAnimationFrame', (id: number) => (frames[id] = undefined));
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** The browser comes to its next picture, and to the tasks after it. */
function frame(): void {
  for (const act of frames.splice(0)) act?.(0);
}

test('waits for the second frame, and for a task after it', () => {
  const act = vi.fn();
  afterPaint(act);
  frame();
  vi.runAllTimers();
  expect(act).not.toHaveBeenCalled();
  frame();
  expect(act).not.toHaveBeenCalled();
  vi.runAllTimers();
  expect(act).toHaveBeenCalledOnce();
});

test.each([0, 1, 2])('is called off after %i frames', (count) => {
  const act = vi.fn();
  const off = afterPaint(act);
  for (let each = 0; each < count; each += 1) frame();
  off();
  frame();
  frame();
  vi.runAllTimers();
  expect(act).not.toHaveBeenCalled();
});
