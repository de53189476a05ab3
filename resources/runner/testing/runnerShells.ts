import { spawnSync } from 'node:child_process';

const known: readonly (readonly [string, readonly string[]])[] = [
  ['sh', ['sh']],
  ['dash', ['dash']],
  ['bash', ['bash']],
  ['busybox sh', ['busybox', 'sh']],
];

const installed = ([name, [file = '']]: (typeof known)[number]): boolean => {
  const found = spawnSync('sh', ['-c', `command -v ${file}`]).status === 0;
  if (!found) console.info(`Skipped: ${name} is not installed`);
  return found;
};

/** The shells of this machine that the runner is tried in: name, and how each is called. */
export const runnerShells = known.filter(installed);
