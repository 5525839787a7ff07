/** Starts the client: theme and language first, so that the first paint is the right one. */
import { mount } from 'svelte';
import App from './App.svelte';
import './app.css';
import './boards/ahead';
import { prepareAnnouncements } from './kernel/announce';
import { router } from './kernel/router.svelte';
import { session } from './kernel/session.svelte';
import { applyTheme, rememberedTheme } from './kernel/theme';
import { language } from './kernel/words';

const known = session.load();
// App awaits it and says what went wrong; until then it is nobody's unhandled rejection.
known.catch(() => undefined);
applyTheme(rememberedTheme());
// A plan and the page that shows it come down the wire while the words do.
if (session.remembered && router.route.page === 'board')
  import('./boards/BoardPage.svelte').catch(() => undefined);
await language.speak(language.remembered ?? 'sv');
prepareAnnouncements();

const target = document.getElementById('app');
if (target) mount(App, { target, props: { known } });
