import { create } from 'zustand';

type Permission = NotificationPermission | 'none';

/** Whether the page may show notifications of the system; `none` where the browser has none. */
const current = (): Permission => (typeof Notification === 'undefined' ? 'none' : Notification.permission);

const usePermission = create<{ readonly permission: Permission }>(() => ({ permission: current() }));

const readAgain = (): void => {
  if (usePermission.getState().permission !== current()) usePermission.setState({ permission: current() });
};

/** What is chosen in the browser's own settings holds at once; a browser that does not tell is asked when the page is loaded. */
const followSettings = async (): Promise<void> => {
  const status = await navigator.permissions.query({ name: 'notifications' });
  status.addEventListener('change', readAgain);
};
if (current() !== 'none') followSettings().catch(() => undefined);

export const useNoticePermission = (): Permission => usePermission(({ permission }) => permission);

/** Asks the browser; must come from a click. */
export const askForNotices = async (): Promise<Permission> => {
  if (typeof Notification === 'undefined') return 'none';
  await Notification.requestPermission();
  readAgain();
  return current();
};
