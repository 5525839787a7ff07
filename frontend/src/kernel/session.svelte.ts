/** Who uses this browser now, and what this installation is. */
import { untrack } from 'svelte';
import { api, Problem, whenSignedOut } from './api';
import { applyTheme } from './theme';
import type { Me, Session, SetUp } from './wire';
import { language } from './words';

export type Settings = Partial<Pick<Me, 'language' | 'theme' | 'introduced' | 'name'>>;

const remembered = 'verkstad.session';
/** What is kept in this browser for one person's eyes begins with this. */
export const ownKeys = 'verkstad.draft.';

class CurrentSession {
  me = $state.raw<Me | null>(null);
  scope = $state<Session['scope']>('write');
  /** True when the session ended by itself, so that the sign-in page can say so. */
  expired = $state(false);
  setup = $state.raw<SetUp>({
    needed: false,
    demo: false,
    name: 'Verkstad',
    default_language: 'sv',
  });

  private readonly beginnings = new Set<(me: Me) => void>();
  private readonly endings = new Set<() => void>();

  constructor() {
    whenSignedOut(() => this.lost());
  }

  /** Whether somebody was signed in here last time: worth fetching their page before we know. */
  get remembered(): boolean {
    return localStorage.getItem(remembered) !== null;
  }

  /** Called for each who signs in, and at once for whoever already has. */
  onBegin(listener: (me: Me) => void): () => void {
    const me = untrack(() => this.me);
    if (me) listener(me);
    this.beginnings.add(listener);
    return () => this.beginnings.delete(listener);
  }

  onEnd(listener: () => void): () => void {
    this.endings.add(listener);
    return () => this.endings.delete(listener);
  }

  /** Asks the server who this is; "nobody" is an answer too. */
  async load(): Promise<void> {
    const setup = api.get<SetUp>('/setup').then((answer) => (this.setup = answer));
    try {
      this.begin(await api.get<Session>('/session'));
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 401) throw error;
    }
    await setup;
  }

  async signIn(email: string, password: string): Promise<void> {
    this.begin(await api.send<Session>('POST', '/session', { email, password }));
  }

  begin(session: Session): void {
    this.me = session.person;
    this.scope = session.scope;
    this.expired = false;
    localStorage.setItem(remembered, '1');
    applyTheme(session.person.theme);
    if (session.person.language !== language.code)
      language.use(session.person.language).catch(() => undefined);
    this.beginnings.forEach((listener) => listener(session.person));
  }

  async signOut(): Promise<void> {
    await api.send('DELETE', '/session');
    this.end();
  }

  async change(settings: Settings): Promise<void> {
    const me = await api.send<Me>('PATCH', '/settings', settings);
    this.me = me;
    applyTheme(me.theme);
    if (me.language !== language.code) await language.use(me.language);
  }

  /** The introduction is put away: at once here, and for good if the server hears of it. */
  introduce(): void {
    if (this.me === null) return;
    this.me = { ...this.me, introduced: true };
    api.send<Me>('PATCH', '/settings', { introduced: true }).catch(() => undefined);
  }

  /** The session ended without being asked to: expired, revoked, or ended in another window. */
  lost(): void {
    if (this.me === null) return;
    this.expired = true;
    this.end();
  }

  private end(): void {
    this.me = null;
    localStorage.removeItem(remembered);
    if (!this.expired) forgetOwn();
    this.endings.forEach((listener) => listener());
  }
}

/** Signing out by choice leaves nothing behind on a shared computer; a session that ran out keeps what was written. */
function forgetOwn(): void {
  for (const key of Object.keys(localStorage))
    if (key.startsWith(ownKeys)) localStorage.removeItem(key);
}

export const session = new CurrentSession();
