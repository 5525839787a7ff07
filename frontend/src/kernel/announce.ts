/** Speaks to those who listen: a polite and an assertive live region. */

type Tone = 'polite' | 'assertive';

/** A modal dialog silences everything outside it, so the region must be inside the topmost one. */
function stage(): Element {
  return [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body;
}

function region(tone: Tone): HTMLElement {
  const host = stage();
  const existing = host.querySelector<HTMLElement>(`:scope > [data-announce="${tone}"]`);
  if (existing) return existing;
  const made = document.createElement('div');
  made.className = 'sr';
  made.dataset['announce'] = tone;
  made.setAttribute('aria-live', tone);
  made.setAttribute('aria-atomic', 'true');
  host.append(made);
  return made;
}

export function announce(text: string, options: { tone?: Tone } = {}): void {
  const tone = options.tone ?? 'polite';
  region(tone).textContent = '';
  // The same sentence twice is only heard twice if the region was empty in between; and a dialog
  // that is just closing takes its region with it, so the place is chosen when it is time to speak.
  setTimeout(() => (region(tone).textContent = text), 60);
}

/** Makes the regions before they are needed: one that is born with its text is often not read. */
export function prepareAnnouncements(): void {
  region('polite');
  region('assertive');
}
