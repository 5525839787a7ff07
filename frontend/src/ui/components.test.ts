import { cleanup, render, screen } from '@testing-library/svelte';
import { userEvent } from '@testing-library/user-event';
import { createRawSnippet, flushSync } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import Button from './Button.svelte';
import Check from './Check.svelte';
import Combobox from './Combobox.svelte';
import DayField from './DayField.svelte';
import WhenField from './WhenField.svelte';
import Dialog from './Dialog.svelte';
import Field from './Field.svelte';
import Menu from './Menu.svelte';
import Rule from './Rule.svelte';
import Toast from './Toast.svelte';
import { toast } from './toast.svelte';

const words = (text: string) => createRawSnippet(() => ({ render: () => `<span>${text}</span>` }));

describe('a button that cannot be pressed', () => {
  it('stays reachable and says why', async () => {
    const onclick = vi.fn();
    render(Button, { children: words('Ta bort'), reason: 'Det finns uppdrag här.', onclick });
    const button = screen.getByRole('button', { name: 'Ta bort' });
    await userEvent.click(button);
    expect(onclick).not.toHaveBeenCalled();
    expect(button.getAttribute('aria-disabled')).toBe('true');
    const why = document.getElementById(button.getAttribute('aria-describedby') ?? '');
    expect(why?.textContent).toBe('Det finns uppdrag här.');
  });

  it('does not send the form around it', async () => {
    render(Button, { children: words('Spara'), type: 'submit', busy: true });
    const button = screen.getByRole('button');
    const form = document.createElement('form');
    const sent = vi.fn((event: Event) => event.preventDefault());
    form.addEventListener('submit', sent);
    button.replaceWith(form);
    form.append(button);
    await userEvent.click(button);
    expect(sent).not.toHaveBeenCalled();
  });
});

describe('a field', () => {
  it('ties label, hint and error to the control', () => {
    render(Field, { label: 'Namn', hint: 'Som på skylten', error: 'Skriv ditt namn.' });
    const input = screen.getByLabelText('Namn');
    expect(input.getAttribute('aria-invalid')).toBe('true');
    const ids = input.getAttribute('aria-describedby')?.split(' ') ?? [];
    const said = ids.map((id) => document.getElementById(id)?.textContent);
    expect(said).toEqual(['Skriv ditt namn.', 'Som på skylten']);
  });

  it('shows the week of a chosen day', () => {
    render(DayField, { label: 'Klart senast', value: '2026-12-18' });
    expect(screen.getByText('fredag 18 december 2026, vecka 51')).toBeTruthy();
  });
});

describe('a check', () => {
  it('is named by its words and what they mean, and tells what was chosen', async () => {
    const onchoose = vi.fn();
    render(Check, { label: 'Ta med ansvariga', hint: 'Och deltagare.', checked: false, onchoose });
    const box = screen.getByRole('checkbox', { name: /Ta med ansvariga\s*Och deltagare\./ });
    await userEvent.click(screen.getByText('Och deltagare.'));
    expect(onchoose).toHaveBeenLastCalledWith(true);
    await userEvent.click(box);
    expect(onchoose).toHaveBeenLastCalledWith(false);
  });

  it('goes back when what was chosen is refused', async () => {
    const { rerender } = render(Check, { label: 'Samråd', checked: false });
    const box = screen.getByRole<HTMLInputElement>('checkbox');
    await userEvent.click(box);
    await rerender({ checked: true });
    await rerender({ checked: false });
    expect(box.checked).toBe(false);
  });
});

describe('a menu', () => {
  const open = async () => {
    const chosen = vi.fn();
    render(Menu, {
      label: 'Val',
      items: [
        { label: 'Ändra', onselect: () => chosen('ändra') },
        { label: 'Öppna', reason: 'Den är redan öppen.', onselect: () => chosen('öppna') },
        { kind: 'line' },
        { label: 'Avsluta', danger: true, onselect: () => chosen('avsluta') },
      ],
    });
    const user = userEvent.setup();
    const trigger = screen.getByRole('button', { name: 'Val' });
    trigger.focus();
    await user.keyboard('{ArrowDown}');
    return { user, trigger, chosen };
  };
  const focused = () => document.activeElement?.textContent.trim();

  it('opens on its first row and walks round', async () => {
    const { user } = await open();
    expect(focused()).toBe('Ändra');
    await user.keyboard('{ArrowUp}');
    expect(focused()).toBe('Avsluta');
    await user.keyboard('{ArrowDown}');
    expect(focused()).toBe('Ändra');
  });

  it('is found by writing', async () => {
    const { user } = await open();
    await user.keyboard('av');
    expect(focused()).toBe('Avsluta');
  });

  it('leaves arrows with Alt to the row it stands in', async () => {
    const { user, trigger } = await open();
    await user.keyboard('{Escape}{Alt>}{ArrowUp}{/Alt}');
    expect(screen.queryByRole('menu')).toBeNull();
    expect(document.activeElement).toBe(trigger);
  });

  it('gives the focus back when it closes', async () => {
    const { user, trigger } = await open();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('menu')).toBeNull();
    expect(document.activeElement).toBe(trigger);
  });

  it('does what is chosen, but not what has a reason not to', async () => {
    const { user, chosen } = await open();
    await user.keyboard('{ArrowDown}{Enter}');
    expect(chosen).not.toHaveBeenCalled();
    expect(screen.getByText('Den är redan öppen.')).toBeTruthy();
    await user.keyboard('{End}{Enter}');
    expect(chosen).toHaveBeenCalledExactlyOnceWith('avsluta');
  });
});

describe('a combobox', () => {
  const options = [
    { id: 'a', label: 'Åsa Öberg' },
    { id: 'm', label: 'Märta Sjöqvist' },
    { id: 'u', label: 'Ulf Thorén' },
  ];
  const open = () => {
    const onchoose = vi.fn();
    render(Combobox, { label: 'Ansvarig', value: 'u', options, none: 'Ingen', onchoose });
    return { user: userEvent.setup(), onchoose, input: screen.getByRole('combobox') };
  };

  it('shows who is chosen and finds by writing', async () => {
    const { user, onchoose, input } = open();
    expect((input as HTMLInputElement).value).toBe('Ulf Thorén');
    await user.click(input);
    expect(screen.getAllByRole('option', { hidden: true })).toHaveLength(4);
    await user.clear(input);
    await user.type(input, 'oberg');
    expect(screen.getAllByRole('option', { hidden: true })).toHaveLength(1);
    await user.keyboard('{Enter}');
    expect(onchoose).toHaveBeenCalledExactlyOnceWith('a');
    expect((input as HTMLInputElement).value).toBe('Åsa Öberg');
  });

  it('Enter waits for what answers the words, and chooses the first of that', async () => {
    const onchoose = vi.fn();
    const asked = { label: 'Uppdrag', value: null, options, onchoose, onwrite: vi.fn() };
    const { rerender } = render(Combobox, { ...asked, late: true });
    const user = userEvent.setup();
    await user.type(screen.getByRole('combobox'), 'mär{Enter}');
    expect(onchoose).not.toHaveBeenCalled();
    await rerender({ options: options.slice(1, 2), late: false });
    expect(onchoose).toHaveBeenCalledExactlyOnceWith('m');
  });

  it('goes on waiting when the focus has gone on, and does not call it back', async () => {
    const onchoose = vi.fn();
    const asked = { label: 'Uppdrag', value: null, options, onchoose, onwrite: vi.fn() };
    const { rerender } = render(Combobox, { ...asked, late: true });
    const user = userEvent.setup();
    const input = screen.getByRole<HTMLInputElement>('combobox');
    await user.type(input, 'mär{Enter}');
    await user.tab();
    expect(input.value).toBe('mär');
    await rerender({ options: options.slice(1, 2), late: false });
    expect(onchoose).toHaveBeenCalledExactlyOnceWith('m');
    expect(document.activeElement).not.toBe(input);
  });

  it('Escape closes the list and keeps the choice', async () => {
    const { user, onchoose, input } = open();
    await user.type(input, 'x');
    expect(screen.getByText('Ingen träff på ”x”')).toBeTruthy();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('listbox', { hidden: true })).toBeNull();
    expect((input as HTMLInputElement).value).toBe('Ulf Thorén');
    expect(onchoose).not.toHaveBeenCalled();
  });

  it('can choose nobody', async () => {
    const { user, onchoose, input } = open();
    await user.click(input);
    await user.click(screen.getByText('Ingen'));
    expect(onchoose).toHaveBeenCalledExactlyOnceWith(null);
  });

  it('tells which row is active', async () => {
    const { user, input } = open();
    await user.click(input);
    await user.keyboard('{ArrowUp}');
    const active = document.getElementById(input.getAttribute('aria-activedescendant') ?? '');
    expect(active?.textContent.trim()).toBe('Märta Sjöqvist');
  });
});

describe('a dialog', () => {
  it('is named, closes on its cross, and gives the focus back', async () => {
    const opener = document.createElement('button');
    document.body.append(opener);
    opener.focus();
    const onclose = vi.fn();
    const { unmount } = render(Dialog, { title: 'Bjud in', onclose, children: words('Text') });
    expect(screen.getByRole('dialog', { name: 'Bjud in' })).toBeTruthy();
    await userEvent.click(screen.getByRole('button', { name: 'Stäng' }));
    expect(onclose).toHaveBeenCalledOnce();
    unmount();
    expect(document.activeElement).toBe(opener);
    opener.remove();
  });

  it('does not lose a draft to a slip', () => {
    const onclose = vi.fn();
    render(Dialog, { title: 'Bjud in', onclose, mayClose: () => false, children: words('Text') });
    screen.getByRole('dialog').dispatchEvent(new Event('cancel', { cancelable: true }));
    expect(onclose).not.toHaveBeenCalled();
  });
});

describe('the rule', () => {
  it('has one mark per thing, and says when one stands for several', () => {
    const counts = { done: 5, active: 2, waiting: 0, planned: 3 };
    const grouped = (per: number) => `Varje är ${per}`;
    const { container, rerender } = render(Rule, { counts, label: '10 uppdrag', grouped });
    expect(container.querySelectorAll('.mk')).toHaveLength(10);
    expect(screen.getByRole('img', { name: '10 uppdrag' })).toBeTruthy();
    void rerender({ counts: { ...counts, done: 95 }, label: '100 uppdrag', grouped });
    flushSync();
    expect(screen.getByText('Varje är 5')).toBeTruthy();
    expect(container.querySelectorAll('.mk.done')).toHaveLength(19);
  });
});

describe('a toast', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => {
    toast.hide();
    cleanup();
    vi.useRealTimers();
  });
  const show = (text: string, run = vi.fn()) => {
    toast.show({ text, action: { label: 'Ångra', run }, silent: true });
    flushSync();
  };

  it('goes after ten seconds, and the next one takes its place', () => {
    render(Toast);
    show('Flyttat till Klart.');
    vi.advanceTimersByTime(9_000);
    show('Flyttat till Pågår.');
    expect(screen.queryByText('Flyttat till Klart.')).toBeNull();
    vi.advanceTimersByTime(9_900);
    expect(screen.getByText('Flyttat till Pågår.')).toBeTruthy();
    vi.advanceTimersByTime(200);
    flushSync();
    expect(screen.queryByText('Flyttat till Pågår.')).toBeNull();
  });

  it('stays while somebody is on it', () => {
    render(Toast);
    show('Flyttat till Klart.');
    vi.advanceTimersByTime(5_000);
    toast.hold('focus');
    vi.advanceTimersByTime(60_000);
    flushSync();
    expect(screen.getByText('Flyttat till Klart.')).toBeTruthy();
    toast.release('focus');
    vi.advanceTimersByTime(5_100);
    flushSync();
    expect(screen.queryByText('Flyttat till Klart.')).toBeNull();
  });

  it('is shown by the topmost host alone', () => {
    render(Toast);
    render(Toast);
    show('Flyttat till Klart.');
    expect(screen.getAllByText('Flyttat till Klart.')).toHaveLength(1);
  });

  it('acts once and is gone', () => {
    render(Toast);
    const run = vi.fn();
    show('Flyttat till Klart.', run);
    screen.getByRole('button', { name: 'Ångra' }).click();
    flushSync();
    expect(run).toHaveBeenCalledOnce();
    expect(screen.queryByText('Flyttat till Klart.')).toBeNull();
  });
});

describe('a date as it is known', () => {
  const write = async (value: string | null = null) => {
    const chosen = vi.fn<(date: string | null) => undefined>();
    render(WhenField, { label: 'Klart senast', value, end: true, onchoose: chosen });
    const user = userEvent.setup();
    const input = screen.getByLabelText<HTMLInputElement>('Klart senast');
    await user.click(input);
    return { user, input, chosen };
  };

  it('tells at once what it understood, and takes it at Enter', async () => {
    const { user, input, chosen } = await write();
    await user.keyboard('i december 2027');
    expect(screen.getByText('Klart senast december 2027')).toBeTruthy();
    expect(chosen).not.toHaveBeenCalled();
    await user.keyboard('{Enter}');
    expect(chosen).toHaveBeenCalledExactlyOnceWith('2027-12');
    expect(input.value).toBe('december 2027');
  });

  it('keeps what it cannot read, with a word why, and sends nothing', async () => {
    const { user, input, chosen } = await write('2026-12-18');
    await user.keyboard('när vi hinner');
    await user.tab();
    expect(input.value).toBe('när vi hinner');
    expect(input.getAttribute('aria-invalid')).toBe('true');
    expect(chosen).not.toHaveBeenCalled();
  });

  it('takes its value back at Escape, and is emptied by nothing', async () => {
    const { user, input, chosen } = await write('2027-12');
    await user.keyboard('v47{Escape}');
    expect(input.value).toBe('december 2027');
    await user.clear(input);
    await user.keyboard('{Enter}');
    expect(chosen).toHaveBeenCalledExactlyOnceWith(null);
  });
});
