import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { node24, root } from './root.mjs';
import { runChild } from './runChild.mjs';
import { withProgress } from './say.mjs';

const folder = join(root, 'node_modules', 'electron');
/** When a download failed last; the next try comes a day later, or by hand. */
const failedPath = join(root, 'node_modules', '.pitwall-electron-failed');
const RETRY_MS = 24 * 3600_000;
/** A download that brings nothing for so long will bring nothing. */
const STALL_MS = 8_000;
const LOOK_MS = 500;

/** The Electron binary's path, or why there is none, in words that follow "because". Electron is downloaded on first use; that is tried
 * once a day, and given up as soon as nothing comes. */
export const findElectron = async () => {
  const present = installed();
  if (present !== null) return { path: present, why: null };
  if (failedLately())
    return { path: null, why: 'it could not be downloaded lately (tried once a day; by hand: npx install-electron)' };
  await withProgress('Downloading Electron, once', download);
  const path = installed();
  if (path !== null) return { path, why: null };
  writeFileSync(failedPath, String(Date.now()));
  return { path: null, why: 'it could not be downloaded' };
};

/** Electron's own rule: `path.txt` names the program below `dist`, or below another folder that the user names. */
const installed = () => {
  try {
    const path = join(
      process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist'),
      readFileSync(join(folder, 'path.txt'), 'utf8'),
    );
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
};

const failedLately = () => {
  try {
    return Date.now() - Number(readFileSync(failedPath, 'utf8')) < RETRY_MS;
  } catch {
    return false;
  }
};

/** Electron's downloader, watched through the folder it writes to. */
const download = async () => {
  const temporary = mkdtempSync(join(tmpdir(), 'pitwall-electron-'));
  const stop = new AbortController();
  let size = 0;
  let grewAt = Date.now();
  const looking = setInterval(() => {
    const now = bytesIn(temporary) + bytesIn(join(folder, 'dist'));
    if (now > size) [size, grewAt] = [now, Date.now()];
    if (Date.now() - grewAt > STALL_MS) stop.abort();
  }, LOOK_MS);
  try {
    await runChild(node24, [join(folder, 'install.js')], {
      env: { TMPDIR: temporary, TEMP: temporary, TMP: temporary },
      signal: stop.signal,
    });
  } finally {
    clearInterval(looking);
    rmSync(temporary, { recursive: true, force: true });
  }
};

const bytesIn = (path) => {
  try {
    return readdirSync(path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .reduce((sum, entry) => sum + statSync(join(entry.parentPath ?? entry.path, entry.name)).size, 0);
  } catch {
    return 0;
  }
};
