import { homedir } from 'node:os';
import { join } from 'node:path';
import { RPCHandler } from '@orpc/server/message-port';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  Notification,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
} from 'electron';
import { createBackend } from '../backend/backend.ts';
import { prepareDataDir } from '../backend/dataFolder.ts';
import { createFileLog } from '../backend/fileLog.ts';
import { openMetricsDoor } from '../backend/metricsDoor.ts';
import { systemClock } from '../backend/systemClock.ts';
import { createAlertTray } from './alertTray.ts';
import { openApiChannel } from './apiChannel.ts';
import { applicationMenu } from './applicationMenu.ts';
import { APP_ORIGIN, APP_SCHEME, servePage } from './appProtocol.ts';
import { createDesktopNotifier } from './desktopNotifier.ts';
import { guardContents, guardPermissions } from './guardContents.ts';
import { createKeychainVault } from './keychainVault.ts';
import { openMainWindow } from './mainWindow.ts';

export interface DesktopOptions {
  readonly dataDir: string;
  /** The port on which metrics are told to Prometheus, as it was typed; null: none. */
  readonly metrics: string | null;
  /** `out/`: beside `main/` lie `preload/` and `renderer/`. */
  readonly builtDir: string;
  /** Presets, icons and the runner. */
  readonly resourcesDir: string;
}

/** Starts the desktop shell. What must happen before Electron is ready happens before the first `await`. */
export const startDesktop = async ({ dataDir, metrics, builtDir, resourcesDir }: DesktopOptions): Promise<void> => {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
  app.enableSandbox();
  app.setPath('userData', join(dataDir, 'chromium'));
  if (!app.requestSingleInstanceLock()) return app.quit();

  let window: BrowserWindow | null = null;
  const show = (route: string | null) => {
    if (window === null) return;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
    if (route !== null) void window.loadURL(`${APP_ORIGIN}/index.html#${route}`);
  };
  app.on('second-instance', () => show(null));
  app.on('window-all-closed', () => app.quit());
  app.on('web-contents-created', (_event, contents) => guardContents(contents, shell));

  await app.whenReady();
  const refusal = prepareDataDir(dataDir);
  if (refusal !== null) {
    dialog.showErrorBox('Pitwall cannot start', refusal);
    return app.exit(1);
  }
  const log = createFileLog(join(dataDir, 'pitwall.log'));
  const tray = createAlertTray({
    makeTray: () => new Tray(join(resourcesDir, 'icons', '32x32.png')),
    buildMenu: (items) => Menu.buildFromTemplate(items),
    setBadgeCount: (count) => void app.setBadgeCount(count),
    showWindow: () => show(null),
    quit: () => app.quit(),
  });
  const notifier = createDesktopNotifier({
    isSupported: () => Notification.isSupported(),
    make: (options) => new Notification(options),
    open: show,
    showOpenAlerts: tray.show,
  });
  const backend = await createBackend({
    dataDir,
    resourcesDir,
    vault: createKeychainVault(dataDir, safeStorage, process.platform),
    notifier,
    clock: systemClock,
    log,
    shell: 'desktop',
    version: app.getVersion(),
    homeDir: homedir(),
    env: process.env,
  }).catch((error: unknown) => {
    dialog.showErrorBox('Pitwall cannot start', error instanceof Error ? error.message : String(error));
    app.exit(1);
    throw error;
  });

  const door =
    metrics === null ? null : await openMetricsDoor(Number(metrics), backend.metricsText, log).catch(tellRefused);
  protocol.handle(APP_SCHEME, servePage(join(builtDir, 'renderer')));
  guardPermissions(session.defaultSession);
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...applicationMenu({ go: show, openDataFolder: () => void shell.openPath(dataDir) }, process.platform),
    ]),
  );
  openApiChannel({
    ipcMain,
    makeChannel: () => new MessageChannelMain(),
    handler: new RPCHandler(backend.router, { clientInterceptors: [...backend.interceptors] }),
    isOurs: (senderId) => window?.webContents.id === senderId,
  });
  window = openMainWindow({
    makeWindow: (options) => new BrowserWindow(options),
    screen,
    dataDir,
    preload: join(builtDir, 'preload', 'preload.cjs'),
  });

  let disposed = false;
  app.on('will-quit', (event) => {
    if (disposed) return;
    event.preventDefault();
    void (door?.close() ?? Promise.resolve()).then(backend.dispose).finally(() => {
      disposed = true;
      app.quit();
    });
  });
};

/** The window is of use without it. */
const tellRefused = (error: unknown): null => {
  dialog.showErrorBox('No metrics are told', error instanceof Error ? error.message : String(error));
  return null;
};
