import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { _electron, type Browser, type BrowserContext, test as base, type Page } from '@playwright/test';
import { cleanEnv, type Folders, makeFolders, root, type StartedShell, startShell } from './shell/pitwallProcess.ts';

/** A Pitwall of the test's own: new data folder, empty home. */
export interface PitwallUnderTest {
  readonly kind: 'browser' | 'desktop';
  /** The window, signed in. After `restart` and `start` in the desktop window it is another one: ask again. */
  readonly page: () => Page;
  readonly folders: Folders;
  /** Ends Pitwall as Ctrl-C does and starts it again on the same data folder and port. */
  readonly restart: () => Promise<void>;
  /** Ends it by SIGKILL, in the middle of whatever it does. */
  readonly kill: () => Promise<void>;
  /** Starts it again after `kill`. */
  readonly start: () => Promise<void>;
  /** What the page's console said that it should not: errors, and violations of its policy. */
  readonly complaints: readonly string[];
}

interface Fixtures {
  /** Environment variables for Pitwall, set by `test.use`. */
  readonly pitwallEnv: Readonly<Record<string, string>>;
  readonly pitwall: PitwallUnderTest;
  /** The signed-in window. */
  readonly page: Page;
}

/** Specs of both shells: `test('…', async ({ page, pitwall }) => …)`. */
export const test = base.extend<Fixtures>({
  pitwallEnv: [{}, { option: true }],

  pitwall: async ({ browser, contextOptions, pitwallEnv }, use, testInfo) => {
    const desktop = testInfo.project.name === 'desktop';
    const electron = desktop ? electronPath() : null;
    if (desktop && electron === null) {
      console.warn('Skipped: the desktop window, because there is no Electron binary here.');
      testInfo.skip(true, 'there is no Electron binary here');
    }
    const folders = makeFolders();
    const complaints: string[] = [];
    const open = electron === null ? inBrowser(browser, contextOptions) : inWindow(electron);
    const pitwall = await open({ folders, env: pitwallEnv, complaints });
    try {
      await use({ ...pitwall, folders, complaints });
      expect(complaints.filter((each) => POLICY.test(each))).toEqual([]);
    } finally {
      await pitwall.end();
      folders.remove();
    }
  },

  page: async ({ pitwall }, use) => {
    await use(pitwall.page());
  },
});

export const expect: typeof base.expect = base.expect;

/** What Chromium calls a violation of the page's policy. */
const POLICY = /Content Security Policy|TrustedHTML|TrustedScript|Permissions-Policy|Refused to/i;

interface Setting {
  readonly folders: Folders;
  readonly env: Readonly<Record<string, string>>;
  readonly complaints: string[];
}
type Opened = Pick<PitwallUnderTest, 'kind' | 'page' | 'restart' | 'kill' | 'start'> & {
  readonly end: () => Promise<void>;
};

const listen = (page: Page, complaints: string[]): void => {
  page.on('pageerror', (error) => complaints.push(`${error.name}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
};

const inBrowser =
  (browser: Browser, options: Parameters<Browser['newContext']>[0]) =>
  async ({ folders, env, complaints }: Setting): Promise<Opened> => {
    let shell: StartedShell = await startShell({ folders, env });
    const { port } = shell;
    const context: BrowserContext = await browser.newContext(options);
    const page = await context.newPage();
    listen(page, complaints);
    await page.goto(shell.link);
    const start = async () => {
      shell = await startShell({ folders, env, port });
    };
    return {
      kind: 'browser',
      page: () => page,
      restart: async () => {
        await shell.end();
        await start();
      },
      kill: async () => void (await shell.end('SIGKILL')),
      start,
      end: async () => {
        await context.close();
        await shell.end();
      },
    };
  };

const inWindow =
  (executablePath: string) =>
  async ({ folders, env, complaints }: Setting): Promise<Opened> => {
    const launch = async () => {
      const app = await _electron.launch({
        executablePath,
        args: [root, '--data', folders.dataDir],
        env: { ...displayEnv(), ...cleanEnv(folders.homeDir, env) },
      });
      const window = await app.firstWindow();
      listen(window, complaints);
      return { app, window };
    };
    let current = await launch();
    const start = async () => {
      current = await launch();
    };
    const kill = async () => {
      const { app } = current;
      const closed = app.waitForEvent('close');
      app.process().kill('SIGKILL');
      await closed;
    };
    return {
      kind: 'desktop',
      page: () => current.window,
      restart: async () => {
        await current.app.close();
        await start();
      },
      kill,
      start,
      end: async () => {
        await current.app.close().catch(() => {});
      },
    };
  };

/** What a window needs of the display it is shown on. */
const displayEnv = (): Record<string, string> =>
  Object.fromEntries(
    ['DISPLAY', 'WAYLAND_DISPLAY', 'XAUTHORITY', 'XDG_RUNTIME_DIR', 'SystemRoot', 'LOCALAPPDATA', 'APPDATA'].flatMap(
      (name) => (process.env[name] === undefined ? [] : [[name, process.env[name] ?? '']]),
    ),
  );

const electronPath = (): string | null => {
  const folder = join(root, 'node_modules', 'electron');
  try {
    const path = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8'));
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
};
