import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';
import { runChild } from './runChild.mjs';
import { say } from './say.mjs';

/** Where programs lie that only the tests run. They are unpacked and not installed: their packages would start services of their own. */
export const unpackedFolder = join(root, 'node_modules', '.cache', 'pitwall-packages');

/** Debian packages whose programs the tests start by themselves, and what is not tested without them. */
export const testPackages = [
  { name: 'prometheus', program: 'usr/bin/prometheus' },
  { name: 'prometheus-node-exporter', program: 'usr/bin/prometheus-node-exporter' },
  { name: 'prometheus-blackbox-exporter', program: 'usr/bin/prometheus-blackbox-exporter' },
];
const WITHOUT = 'nothing is tested against a real Prometheus';

/** Fetches what is missing with apt-get and unpacks it into the project, as root on Debian and its like; elsewhere it says what is not tested. */
export const unpackPackages = async () => {
  const missing = testPackages.filter(
    ({ program }) => !existsSync(join('/', program)) && !existsSync(join(unpackedFolder, program)),
  );
  if (missing.length === 0) return;
  const names = missing.map(({ name }) => name);
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0)
    return say(`Without ${names.join(', ')} ${WITHOUT}; they are Debian packages.`);
  say(`Missing here: ${names.join(' ')}. Unpacking them into node_modules/.cache for the tests; nothing is installed.`);
  mkdirSync(unpackedFolder, { recursive: true });
  const apt = (...args) => runChild('apt-get', ['-q', ...args], { cwd: unpackedFolder });
  let { code, output } = await apt('download', ...names);
  if (code !== 0) {
    await apt('update');
    ({ code, output } = await apt('download', ...names));
  }
  for (const file of readdirSync(unpackedFolder).filter((name) => name.endsWith('.deb'))) {
    if (code === 0) ({ code, output } = await runChild('dpkg-deb', ['-x', file, '.'], { cwd: unpackedFolder }));
    rmSync(join(unpackedFolder, file));
  }
  if (code !== 0) say(`${output}\nThey could not be unpacked; the output is above. ${WITHOUT}.`);
};
