import { afterEach, beforeEach, expect, test } from 'vitest';
import { hasOwnUndo, mindWriting } from './writing-in';

let forget: () => void;

beforeEach(() => (forget = mindWriting()));
afterEach(() => forget());

function field(name: string, value = ''): HTMLInputElement | HTMLTextAreaElement {
  const made = document.createElement(name) as HTMLInputElement | HTMLTextAreaElement;
  document.body.replaceChildren(made);
  made.value = value;
  return made;
}

function write(into: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  into.value = text;
  into.dispatchEvent(new Event('input', { bubbles: true }));
}

test('words being written are the browser’s to take back, also when they have been rubbed out', () => {
  const area = field('textarea');
  write(area, 'Boka');
  expect(hasOwnUndo(area)).toBe(true);
  write(area, '');
  expect(hasOwnUndo(area)).toBe(true);
});

test('a field that nobody has written in has nothing of its own', () => {
  expect(hasOwnUndo(field('textarea'))).toBe(false);
  expect(hasOwnUndo(field('input', 'december'))).toBe(false);
});

test('nor has one whose words have been sent', () => {
  const line = field('input');
  write(line, 'i december');
  line.value = 'december';
  expect(hasOwnUndo(line)).toBe(false);
});

test('what is no text never has, and what is none of ours always', () => {
  const box = field('input');
  box.setAttribute('type', 'checkbox');
  expect(hasOwnUndo(box)).toBe(false);
  expect(hasOwnUndo(field('select'))).toBe(true);
  expect(hasOwnUndo(document.body)).toBe(false);
});
