import { readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The Node 24 that npm ci brings along; these scripts themselves run on whatever Node the system has. */
export const node24 = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** The script behind a package's command, to be run by node24: shims in .bin differ from system to system. */
export const commandOf = (packageName, command = packageName) => {
  const folder = join(root, 'node_modules', ...packageName.split('/'));
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[command]);
};

/** The environment for everything below: `node` and our tools come first. */
export const toolEnv = () => {
  const path = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  return { ...process.env, [path]: join(root, 'node_modules', '.bin') + delimiter + (process.env[path] ?? '') };
};
