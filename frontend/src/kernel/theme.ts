/** Light, dark, or as the system says; remembered so that the first paint is right. */
import type { Theme } from './wire';

const remembered = 'verkstad.theme';

export function applyTheme(theme: Theme): void {
  if (theme === 'system') {
    delete document.documentElement.dataset['theme'];
    localStorage.removeItem(remembered);
  } else {
    document.documentElement.dataset['theme'] = theme;
    localStorage.setItem(remembered, theme);
  }
}

export function rememberedTheme(): Theme {
  const value = localStorage.getItem(remembered);
  return value === 'light' || value === 'dark' ? value : 'system';
}
