/** Starts the client: theme and language first, so that the first paint is the right one. */
import { mount } from 'svelte';
import App from './App.svelte';
import './app.css';
import { prepareAnnouncements } from './kernel/announce';
import { session } from './kernel/session.svelte';
import { applyTheme, rememberedTheme } from './kernel/theme';
import { language } from './kernel/words';

const known = session.load();
// App awaits it and says what went wrong; until then it is nobody's unhandled rejection.
known.catch(() => undefined);
applyTheme(rememberedTheme());
await language.speak(language.remembered ?? 'sv');
prepareAnnouncements();

const target = document.getElementById('app');
if (target) mount(App, { target, props: { known } });
