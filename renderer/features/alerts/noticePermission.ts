import { create } from 'zustand';

type Permission = NotificationPermission | 'none';

/** Whether the page may show notifications of the system; `none` where the browser has none. */
const current = (): Permission => (typeof Notification === 'undefined' ? 'none' : Notification.permission);

const usePermission = create<{ readonly permission: Permission }>(() => ({ permission: current() }));

export const useNoticePermission = (): Permission => usePermission(({ permission }) => permission);

/** Asks the browser; must come from a click. */
export const askForNotices = async (): Promise<Permission> => {
  if (typeof Notification === 'undefined') return 'none';
  await Notification.requestPermission();
  usePermission.setState({ permission: current() });
  return current();
};
