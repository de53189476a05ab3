import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ExpectedFailure } from './expectedFailure.mjs';
import { commandOf, node24, root } from './root.mjs';
import { runChild, wasEnded } from './runChild.mjs';
import { withProgress } from './say.mjs';
import { sourceHash } from './sourceHash.mjs';

const stampPath = join(root, 'out', '.pitwall-build');
const sources = ['electron', 'renderer', 'shared', 'electron.vite.config.ts', 'package.json', 'package-lock.json'];

const isBuilt = (hash) => {
  try {
    return readFileSync(stampPath, 'utf8') === hash;
  } catch {
    return false;
  }
};

/** Builds `out/` when the sources have changed since it was built. */
export const ensureBuild = async () => {
  const hash = sourceHash(root, sources);
  if (isBuilt(hash)) return;
  rmSync(stampPath, { force: true });
  const { code, output } = await withProgress('Building', () =>
    runChild(node24, [commandOf('electron-vite'), 'build', '--logLevel', 'warn']),
  );
  if (wasEnded()) throw new ExpectedFailure('Interrupted; the next start builds anew.');
  if (code !== 0) throw new ExpectedFailure(`${output}\nThe build failed; its output is above.`);
  writeFileSync(stampPath, hash);
};
