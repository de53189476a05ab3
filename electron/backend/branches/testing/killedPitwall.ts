/* A Pitwall of its own, to be killed: `node killedPitwall.ts <data folder> <project>`. It says "go" when it begins to clone or fetch and to merge whatever
 * is open, and "done" when it did. */
import { join } from 'node:path';
import { ProjectId, WindowId } from '../../../../shared/ids.ts';
import { createBackend } from '../../backend.ts';
import { systemClock } from '../../systemClock.ts';
import { memoryVault } from './branchBed.ts';

const [dataDir = '', id = ''] = process.argv.slice(2);
const project = ProjectId.parse(id);
const quiet = { info: () => {}, warn: () => {}, error: () => {} };
const { client } = await createBackend({
  dataDir,
  resourcesDir: join(import.meta.dirname, '../../../../resources'),
  vault: memoryVault(),
  notifier: { notify: () => {}, showOpenAlerts: () => {} },
  clock: systemClock,
  log: quiet,
  shell: 'browser',
  version: '0.0.0',
  homeDir: dataDir,
  env: {},
});
process.stdout.write('go\n');
await client.branches.fetchNow({ project });
const { changes } = await client.reviews.list({ project, state: 'open', before: null, limit: 50 });
const window = WindowId.parse('00000000-0000-4000-8000-0000000000f1');
for (const { id: change, current } of changes) await client.reviews.merge({ change, head: current.head, window });
process.stdout.write('done\n');
