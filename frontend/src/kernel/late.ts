/** A part of a page that comes when it can: what did not come is asked for again. */
import { pause } from './styles';
import { language } from './words';

/** Comes with all words; asks again after a while, and as soon as there is a connection. Never rejects. */
export async function late<T>(load: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      const [part] = await Promise.all([load(), language.whole()]);
      return part;
    } catch {
      await new Promise((settle) => {
        setTimeout(settle, pause);
        window.addEventListener('online', settle, { once: true });
      });
    }
  }
}
