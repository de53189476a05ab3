import type { Notification, NotificationConstructorOptions } from 'electron';
import type { Notifier } from '../backend/notifier.ts';

export interface DesktopNotifierDeps {
  readonly isSupported: () => boolean;
  readonly make: (options: NotificationConstructorOptions) => Pick<Notification, 'on' | 'show'>;
  /** Shows the window at a route of the page. */
  readonly open: (route: string) => void;
  readonly showOpenAlerts: Notifier['showOpenAlerts'];
}

/** Notifications of the system; a click opens what they speak of. Without a notification service nothing is shown and nothing fails. */
export const createDesktopNotifier = ({ isSupported, make, open, showOpenAlerts }: DesktopNotifierDeps): Notifier => ({
  notify: ({ title, body, route, actions = [] }) => {
    if (!isSupported()) return;
    const notification = make({ title, body, actions: actions.map(({ label }) => ({ type: 'button', text: label })) });
    notification.on('click', () => open(route));
    notification.on('action', ({ actionIndex }) => actions[actionIndex]?.act());
    notification.show();
  },
  showOpenAlerts,
});
