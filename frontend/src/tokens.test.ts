import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync('src/tokens.css', 'utf8');
const pairs = css.matchAll(/--([a-z0-9-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)/g);
const tokens = new Map([...pairs].map(([, name, light, dark]) => [name, { light, dark }]));

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const c = parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
}

function contrast(one: string, other: string, theme: 'light' | 'dark'): number {
  const [a, b] = [one, other].map((name) => {
    const value = tokens.get(name)?.[theme];
    if (!value) throw new Error(`no token --${name}`);
    return luminance(value);
  });
  const [high, low] = [Math.max(a ?? 0, b ?? 0), Math.min(a ?? 0, b ?? 0)];
  return (high + 0.05) / (low + 0.05);
}

const grounds = ['ground', 'surface', 'sunken', 'raised', 'hover'];
const text = [
  ...['ink', 'ink-2', 'ink-3', 'accent'].flatMap((ink) => grounds.map((on) => [ink, on])),
  ...['on', 'risk', 'off', 'none'].flatMap((health) =>
    ['ground', 'surface', 'raised', 'hover'].map((on) => [`health-${health}`, on]),
  ),
  ...[1, 2, 3, 4, 5].map((tint) => [`on-tint-${tint}`, `tint-${tint}`]),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['accent-strong', 'accent-soft'],
  ['ink', 'accent-soft'],
  ['on-now', 'now'],
  ['on-now-soft', 'now-soft'],
  ['surface', 'ink'],
] as [string, string][];
const graphics = [
  ...['edge', 'focus', 'stage-done', 'stage-active', 'stage-waiting', 'stage-planned'].flatMap(
    (mark) => ['ground', 'surface', 'sunken'].map((on) => [mark, on]),
  ),
  ['now-line', 'now-soft'],
  ['accent', 'accent-soft'],
] as [string, string][];

describe.each(['light', 'dark'] as const)('%s', (theme) => {
  it.each(text)('text %s on %s', (ink, on) => {
    expect(contrast(ink, on, theme)).toBeGreaterThanOrEqual(4.5);
  });
  it.each(graphics)('graphics %s on %s', (mark, on) => {
    expect(contrast(mark, on, theme)).toBeGreaterThanOrEqual(3);
  });
});
