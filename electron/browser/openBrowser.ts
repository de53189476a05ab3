import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

type Env = Readonly<Record<string, string | undefined>>;

/** Whether a browser opened from here would be seen: not on a machine reached by ssh, not without a display. */
export const hasDisplay = (env: Env, platform: NodeJS.Platform): boolean => {
  if (platform === 'linux') return Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
  return env.SSH_CONNECTION === undefined;
};

const opener = (platform: NodeJS.Platform, target: string): readonly [string, readonly string[]] => {
  if (platform === 'darwin') return ['open', [target]];
  if (platform === 'win32') return ['rundll32', ['url.dll,FileProtocolHandler', target]];
  return ['xdg-open', [target]];
};

/** Opens the user's browser on a link; tells `onFailure` when that cannot be done.
 *
 * The link's code would be in the browser's command line, which every user of the machine can read, for as long as the browser runs. So
 * what is opened is a private file that leads there. */
export const openBrowser = (
  link: string,
  folder: string,
  platform: NodeJS.Platform,
  onFailure: (why: string) => void,
): void => {
  try {
    const path = join(folder, 'open.html');
    writeFileSync(path, redirectPage(link), { mode: 0o600 });
    const [command, args] = opener(platform, pathToFileURL(path).href);
    const child = spawn(command, args, { stdio: 'ignore', detached: true });
    child.on('error', (error) => onFailure(error.message));
    child.unref();
  } catch (error) {
    onFailure(error instanceof Error ? error.message : String(error));
  }
};

/** `link` is our own address and base64url: nothing in it needs escaping. */
const redirectPage = (link: string): string =>
  `<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer"><title>Pitwall</title>` +
  `<meta http-equiv="refresh" content="0;url=${link}"><p>Pitwall opens. If nothing happens, <a href="${link}">open it here</a>.`;
