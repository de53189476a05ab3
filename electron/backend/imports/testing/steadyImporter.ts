import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { WindowId } from '../../../../shared/ids.ts';
import { IMPORT_CHUNK_MAX } from '../../../../shared/imports/contract.ts';
import { createBackend } from '../../backend.ts';
import { systemClock } from '../../systemClock.ts';

/** A process that imports one file after the other, each of `rows` new items, and says every step; it ends by being killed. */
const [dataDir = '', rows = '0'] = process.argv.slice(2);
const quiet = { info: () => {}, warn: () => {}, error: () => {} };
const { client } = await createBackend({
  dataDir,
  resourcesDir: join(import.meta.dirname, '../../../../resources'),
  vault: {
    protection: { kind: 'memory', explanation: 'Nothing is kept.' },
    get: () => null,
    set: () => {},
    delete: () => {},
    names: () => [],
  },
  notifier: { notify: () => {}, showOpenAlerts: () => {} },
  clock: systemClock,
  log: quiet,
  shell: 'browser',
  version: '0.0.0',
  homeDir: dataDir,
  env: {},
});
const [known] = await client.projects.list();
const project = known?.id ?? (await client.projects.create({ name: 'Sample', key: 'SA', description: '' })).id;
const window = WindowId.parse(randomUUID());

for (let file = 0; ; file += 1) {
  const lines = Array.from({ length: Number(rows) }, (_, row) => `${randomUUID()},Sample ${file} ${row},A sample`);
  const bytes = Buffer.from(['Id,Title,Description', ...lines].join('\n'));
  const { import: id } = await client.imports.open({ project, fileName: 'sample.csv', bytes: bytes.length });
  for (let from = 0; from < bytes.length; from += IMPORT_CHUNK_MAX)
    await client.imports.append({
      import: id,
      base64: bytes.subarray(from, from + IMPORT_CHUNK_MAX).toString('base64'),
    });
  const { mapping } = await client.imports.preview({ import: id });
  for await (const event of await client.imports.run({ import: id, mapping, window }))
    writeSync(1, event.kind === 'done' ? 'written\n' : `read ${event.done}\n`);
  await client.imports.close({ import: id });
}
