/** Where one can go from anywhere, and what one can do there. */
import { Problem } from '../kernel/api';
import type { Command } from '../kernel/commands';
import { links } from '../kernel/router.svelte';
import { session } from '../kernel/session.svelte';
import { language, t } from '../kernel/words';
import { toast } from '../ui/toast.svelte';

export function everywhere(onkeys: () => void): readonly Command[] {
  const other = language.code === 'sv' ? 'en' : 'sv';
  const theme = isDark() ? 'light' : 'dark';
  return [
    { label: t('nav.overview'), icon: 'move', to: links.overview() },
    { label: t('nav.mine'), icon: 'move', to: links.mine() },
    { label: t('nav.plans'), icon: 'move', to: links.plans() },
    { label: t('all.title'), icon: 'move', to: links.all() },
    { label: t('nav.inbox'), icon: 'move', to: links.inbox() },
    { label: t('find.title'), icon: 'move', to: links.search() },
    { label: t('menu.settings'), icon: 'gear', to: links.settings() },
    ...(session.me?.role === 'admin'
      ? [{ label: t('menu.people'), icon: 'people', to: links.people() } as const]
      : []),
    {
      label: t('find.speak', { language: t(`language.${other}`) }),
      icon: 'text',
      run: () => change({ language: other }),
    },
    {
      label: t(theme === 'dark' ? 'find.go_dark' : 'find.go_light'),
      icon: 'text',
      run: () => change({ theme }),
    },
    { label: t('menu.keys'), icon: 'text', keys: '?', run: onkeys },
    { label: t('action.print'), icon: 'print', run: () => window.print() },
  ];
}

function change(settings: Parameters<typeof session.change>[0]): void {
  session.change(settings).catch((error: unknown) => {
    const told = error instanceof Problem ? error.detail : t('connection.unreachable');
    toast.show({ text: told });
  });
}

function isDark(): boolean {
  const { theme } = session.me ?? { theme: 'system' };
  return theme === 'system' ? matchMedia('(prefers-color-scheme: dark)').matches : theme === 'dark';
}
