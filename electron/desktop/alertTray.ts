import type { Menu, MenuItemConstructorOptions, Tray } from 'electron';

export interface OpenAlerts {
  readonly critical: number;
  readonly warning: number;
}

export interface AlertTrayDeps {
  readonly makeTray: () => Pick<Tray, 'setToolTip' | 'setTitle' | 'setContextMenu' | 'on'>;
  readonly buildMenu: (items: MenuItemConstructorOptions[]) => Menu;
  /** The number on the app's icon; systems without one do nothing. */
  readonly setBadgeCount: (count: number) => void;
  readonly showWindow: () => void;
  readonly quit: () => void;
}

/** The tray icon: how many alerts are open, the way to the window, and the way out. */
export const createAlertTray = ({ makeTray, buildMenu, setBadgeCount, showWindow, quit }: AlertTrayDeps) => {
  const tray = makeTray();
  tray.on('click', showWindow);

  const show = (open: OpenAlerts): void => {
    const count = open.critical + open.warning;
    tray.setToolTip(`Pitwall: ${inWords(open)}`);
    // Beside the icon on macOS; elsewhere nothing.
    tray.setTitle(count === 0 ? '' : String(count));
    tray.setContextMenu(
      buildMenu([
        { label: inWords(open), enabled: false },
        { type: 'separator' },
        { label: 'Show Pitwall', click: showWindow },
        { label: 'Quit', click: quit },
      ]),
    );
    setBadgeCount(count);
  };
  show({ critical: 0, warning: 0 });
  return { show };
};

const inWords = ({ critical, warning }: OpenAlerts): string => {
  const parts = [
    ...(critical > 0 ? [`${critical} critical`] : []),
    ...(warning > 0 ? [`${warning} ${warning === 1 ? 'warning' : 'warnings'}`] : []),
  ];
  return parts.length === 0 ? 'No open alerts' : `${parts.join(', ')} open`;
};
