import { join } from 'node:path';
import type { BrowserWindow, BrowserWindowConstructorOptions, Screen } from 'electron';
import { APP_ORIGIN } from './appProtocol.ts';
import { readWindowState, writeWindowState } from './windowState.ts';

export interface MainWindowDeps {
  readonly makeWindow: (options: BrowserWindowConstructorOptions) => BrowserWindow;
  readonly screen: Pick<Screen, 'getAllDisplays'>;
  readonly dataDir: string;
  readonly preload: string;
}

/** Electron's own switches for a page that is not trusted: each is its default today and is written down so that no default decides. */
export const windowSecurity = (preload: string) =>
  ({
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
  }) as const;

/** The one window, where it was when it was last closed. */
export const openMainWindow = ({ makeWindow, screen, dataDir, preload }: MainWindowDeps): BrowserWindow => {
  const statePath = join(dataDir, 'window.json');
  const { maximized = false, ...bounds } = readWindowState(
    statePath,
    screen.getAllDisplays().map((display) => display.workArea),
  );
  const window = makeWindow({
    ...bounds,
    minWidth: 800,
    minHeight: 600,
    title: 'Pitwall',
    show: false,
    webPreferences: windowSecurity(preload),
  });
  if (maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () =>
    writeWindowState(statePath, { ...window.getNormalBounds(), maximized: window.isMaximized() }),
  );
  void window.loadURL(`${APP_ORIGIN}/index.html`);
  return window;
};
