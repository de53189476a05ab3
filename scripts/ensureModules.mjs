import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ExpectedFailure } from './expectedFailure.mjs';
import { modulesMatchLock } from './modulesMatchLock.mjs';
import { node24, root } from './root.mjs';
import { runChild, wasEnded } from './runChild.mjs';
import { withProgress } from './say.mjs';

const lockPath = join(root, 'package-lock.json');
/** Written last: an installation that broke off has none, because npm ci empties the folder first. */
const stampPath = join(root, 'node_modules', '.pitwall-stamp');
const OFFLINE = /ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ENETUNREACH|ECONNRESET|ENOTCACHED|network/i;

/** Makes node_modules what package-lock.json says, when it is not. */
export const ensureModules = async () => {
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (major < 20) throw new ExpectedFailure(`Pitwall wants Node 20 or newer; this is ${process.versions.node}.`);

  const lock = readFileSync(lockPath, 'utf8');
  const stamp = createHash('sha256').update(lock).digest('hex');
  if (readText(stampPath) === stamp && existsSync(node24)) return;
  if (
    modulesMatchLock(JSON.parse(lock), readJson(join(root, 'node_modules', '.package-lock.json'))) &&
    existsSync(node24)
  )
    return writeFileSync(stampPath, stamp);

  const [command, ...first] = npm();
  const args = [...first, 'ci', '--no-audit', '--no-fund', '--prefer-offline'];
  const { code, output } = await withProgress('Installing packages (npm ci)', () => runChild(command, args));
  if (wasEnded()) throw new ExpectedFailure('Interrupted; the next start begins the installation anew.');
  if (code !== 0) throw new ExpectedFailure(`${output}\n${failed(code, output)}`);
  if (!existsSync(node24))
    throw new ExpectedFailure(
      `${output}\nnpm ci did not bring Node 24 along: install scripts seem to be switched off. Allow them for the package "node" (npm config set ignore-scripts false), then run this again.`,
    );
  writeFileSync(stampPath, stamp);
};

const failed = (code, output) => {
  if (code === 127) return 'npm was not found. Install npm (it comes with Node), then run this again.';
  return OFFLINE.test(output)
    ? 'The packages could not be downloaded: the npm registry was not reached. Check the network (or the proxy in ~/.npmrc), then run this again.'
    : 'The packages could not be installed; npm’s output is above. Mend that, then run this again.';
};

/** The npm that runs us, where it does; else the one in the path. */
const npm = () => {
  const { npm_execpath: path } = process.env;
  if (path !== undefined && /npm-cli\.c?js$/.test(path)) return [process.execPath, path];
  return process.platform === 'win32' ? ['cmd', '/c', 'npm'] : ['npm'];
};

const readText = (path) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
};

const readJson = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
};
