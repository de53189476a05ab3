import type { Notification, NotificationConstructorOptions } from 'electron';
import type { Notifier } from '../backend/notifier.ts';

export interface DesktopNotifierDeps {
  readonly isSupported: () => boolean;
  readonly make: (options: NotificationConstructorOptions) => Pick<Notification, 'on' | 'show'>;
  /** Shows the window at a route of the page. */
  readonly open: (route: string) => void;
}

/** Notifications of the system; a click opens what they speak of. Without a notification service nothing is shown and nothing fails. */
export const createDesktopNotifier = ({ isSupported, make, open }: DesktopNotifierDeps): Notifier => ({
  notify: ({ title, body, route }) => {
    if (!isSupported()) return;
    const notification = make({ title, body });
    notification.on('click', () => open(route));
    notification.show();
  },
});
