/** Starts the client: theme and language first, so that the first paint is the right one. */
import { mount } from 'svelte';
import App from './App.svelte';
import './app.css';
import './boards/ahead';
import { comeAhead, isMore } from './boards/views/loading';
import { prepareAnnouncements } from './kernel/announce';
import { router } from './kernel/router.svelte';
import { session } from './kernel/session.svelte';
import { applyTheme, rememberedTheme } from './kernel/theme';
import { language, t } from './kernel/words';
import { mendStyles } from './kernel/styles';
import { reloadAfterUpgrade } from './kernel/upgrade';
import { toast } from './ui/toast.svelte';

mendStyles();
const known = session.load();
// App awaits it and says what went wrong; until then it is nobody's unhandled rejection.
known.catch(() => undefined);
applyTheme(rememberedTheme());
// A plan and the page that shows it come down the wire while the words do, and so does the view that the address asks for.
const board = session.remembered && router.route.page === 'board' ? router.route : undefined;
if (board) import('./boards/BoardPage.svelte').catch(() => undefined);
const words = language.speak(language.remembered ?? 'sv', board && isMore(board.look));
if (board) void comeAhead(board.look);
await words;
prepareAnnouncements();

const target = document.getElementById('app');
if (target) mount(App, { target, props: { known } });
reloadAfterUpgrade(() =>
  toast.show({
    text: t('app.not_fetched'),
    action: { label: t('app.reload'), run: () => location.reload() },
  }),
);
