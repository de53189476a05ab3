import type { Menu, MenuItemConstructorOptions, Notification, Tray } from 'electron';
import { describe, expect, it } from 'vitest';
import { createAlertTray } from './alertTray.ts';
import { createDesktopNotifier } from './desktopNotifier.ts';
import { NotificationDouble, TrayDouble } from './testing/electronDouble.ts';

const open = () => {
  const tray = new TrayDouble();
  const acts: string[] = [];
  const { show } = createAlertTray({
    makeTray: () => tray as unknown as Tray,
    buildMenu: (items) => items as unknown as Menu,
    setBadgeCount: (count) => void acts.push(`badge ${count}`),
    showWindow: () => void acts.push('window'),
    quit: () => void acts.push('quit'),
  });
  const labels = () => (tray.menu as unknown as readonly MenuItemConstructorOptions[]).map(({ label }) => label ?? '-');
  const click = (label: string) =>
    (tray.menu as unknown as readonly { label?: string; click?: () => void }[])
      .find((item) => item.label === label)
      ?.click?.();
  return { tray, acts, show, labels, click };
};

describe('M10 the tray', () => {
  it('M10 counts open alerts on the icon, in its menu and in its tip', () => {
    const { tray, acts, show, labels } = open();
    expect([tray.tip, tray.title, labels()[0]]).toEqual(['Pitwall: No open alerts', '', 'No open alerts']);
    show({ critical: 2, warning: 1 });
    expect([tray.tip, tray.title, labels()[0]]).toEqual([
      'Pitwall: 2 critical, 1 warning open',
      '3',
      '2 critical, 1 warning open',
    ]);
    expect(acts).toEqual(['badge 0', 'badge 3']);
  });

  it('M10 leads to the window and out', () => {
    const { tray, acts, click } = open();
    tray.emit('click');
    click('Show Pitwall');
    click('Quit');
    expect(acts.slice(1)).toEqual(['window', 'window', 'quit']);
  });
});

describe('M10 a notice of the system', () => {
  const notify = (supported = true) => {
    const made: NotificationDouble[] = [];
    const opened: string[] = [];
    let acknowledged = 0;
    createDesktopNotifier({
      isSupported: () => supported,
      make: (options) => {
        const notification = new NotificationDouble(options);
        made.push(notification);
        return notification as unknown as Notification;
      },
      open: (route) => void opened.push(route),
      showOpenAlerts: () => {},
    }).notify({
      title: 'Critical: App down on production',
      body: 'HTTP 502.',
      route: '/p/x/alerts',
      actions: [
        {
          label: 'Acknowledge',
          act: () => {
            acknowledged += 1;
          },
        },
      ],
    });
    return { made, opened, acknowledged: () => acknowledged };
  };

  it('M10 opens its page on a click and acknowledges by its button', () => {
    const { made, opened, acknowledged } = notify();
    expect(made[0]?.options).toMatchObject({
      title: 'Critical: App down on production',
      actions: [{ type: 'button', text: 'Acknowledge' }],
    });
    expect(made[0]?.shown).toBe(true);
    made[0]?.emit('click', {});
    made[0]?.emit('action', { actionIndex: 0 });
    made[0]?.emit('action', { actionIndex: 7 });
    expect([opened, acknowledged()]).toEqual([['/p/x/alerts'], 1]);
  });

  it('M10 is not shown, and nothing fails, where the system has no notification service', () => {
    expect(notify(false).made).toEqual([]);
  });
});
