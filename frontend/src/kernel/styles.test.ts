import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fetchStylesAgain, mendStyles } from './styles';

mendStyles();

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  document.head.replaceChildren();
});

function sheet(): HTMLLinkElement {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = '/assets/Table.css';
  document.head.append(link);
  return link;
}

const there = () => document.head.querySelector('link');

test('a style sheet that did not come is asked for again, in its place, until it is there', async () => {
  const first = sheet();
  first.dispatchEvent(new Event('error'));
  const again = fetchStylesAgain();
  const second = there();
  expect(second?.href).toBe(first.href);
  expect(second).not.toBe(first);
  second?.dispatchEvent(new Event('error'));
  await expect(again).rejects.toThrow('No styles');

  window.dispatchEvent(new Event('online'));
  const third = there();
  expect(third).not.toBe(second);
  third?.dispatchEvent(new Event('load'));
  await fetchStylesAgain();
  expect(there()).toBe(third);
});

test('a server that restarts is asked again by itself', () => {
  const first = sheet();
  first.dispatchEvent(new Event('error'));
  vi.runAllTimers();
  expect(there()).not.toBe(first);
  there()?.dispatchEvent(new Event('load'));
});

test('what is no style sheet is nobody else’s to fetch', () => {
  const link = sheet();
  link.rel = 'modulepreload';
  link.dispatchEvent(new Event('error'));
  vi.runAllTimers();
  expect(there()).toBe(link);
});
