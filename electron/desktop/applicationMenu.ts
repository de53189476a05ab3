import type { MenuItemConstructorOptions } from 'electron';

export interface MenuActs {
  /** Goes to a route of the page. */
  readonly go: (route: string) => void;
  readonly openDataFolder: () => void;
}

/** The application menu. Its accelerators are those that the page's `?` list names, plus the system's own roles. */
export const applicationMenu = (
  { go, openDataFolder }: MenuActs,
  platform: NodeJS.Platform,
): readonly MenuItemConstructorOptions[] => {
  const mac = platform === 'darwin';
  return [
    ...(mac ? [{ role: 'appMenu' } as const] : []),
    {
      label: '&File',
      submenu: [
        { label: 'Projects', accelerator: 'CmdOrCtrl+Shift+P', click: () => go('/projects') },
        { label: 'Settings', accelerator: 'CmdOrCtrl+,', click: () => go('/settings') },
        { label: 'Open data folder', click: openDataFolder },
        { type: 'separator' },
        { role: mac ? 'close' : 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: '&View',
      submenu: [
        { role: 'reload' },
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
      ],
    },
    { role: 'windowMenu' },
    { role: 'help', submenu: [{ label: 'Practice range', click: () => go('/range') }] },
  ];
};
