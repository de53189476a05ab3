import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app } from 'electron';
import { dataFolder } from './backend/dataFolder.ts';
import { startDesktop } from './desktop/startDesktop.ts';

const builtDir = dirname(dirname(fileURLToPath(import.meta.url)));
const optionOf = (name: string): string | null => {
  const given = process.argv.indexOf(name);
  return given === -1 ? null : (process.argv[given + 1] ?? null);
};

void startDesktop({
  dataDir: dataFolder({
    given: optionOf('--data'),
    env: process.env,
    platform: process.platform,
  }),
  metrics: optionOf('--metrics'),
  builtDir,
  resourcesDir: app.isPackaged ? process.resourcesPath : join(dirname(builtDir), 'resources'),
});
