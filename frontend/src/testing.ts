/** What jsdom lacks and every component test needs. */
import 'fake-indexeddb/auto';
