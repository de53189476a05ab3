import type { Log } from '../backend/log.ts';
import type { Notifier } from '../backend/notifier.ts';

/** The browser shell shows its notices in the page; the log keeps that there was one. */
export const createLoggingNotifier = (log: Log): Notifier => ({
  notify: ({ title, route }) => log.info('a notice', { title, route }),
  showOpenAlerts: () => {},
});
