import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createBackend } from '../electron/backend/backend.ts';
import { systemClock } from '../electron/backend/systemClock.ts';
import { createMemoryVault } from '../electron/browser/memoryVault.ts';
import { ProjectId, WindowId } from '../shared/ids.ts';
import { benchItem } from './benchItem.ts';

const resourcesDir = join(dirname(fileURLToPath(import.meta.url)), '..', 'resources');
const quiet = { info: () => {}, warn: () => {}, error: () => {} };

export const benchWindow = WindowId.parse('01890a5d-ac96-774b-bcce-b302099a8057');

/** A backend on a folder in memory, where the system has such a place: what is measured is the work, not the disk's flush, which costs
 * everybody the same. */
export const openBacklogFolder = async (dataDir?: string) => {
  const folder = dataDir ?? mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'pitwall-bench-'));
  const backend = await createBackend({
    dataDir: folder,
    resourcesDir,
    vault: createMemoryVault(),
    notifier: { notify: () => {}, showOpenAlerts: () => {} },
    clock: systemClock,
    log: quiet,
    shell: 'browser',
    version: 'benchmark',
    homeDir: folder,
    env: {},
  });
  return {
    folder,
    client: backend.client,
    newProject: async (key: string): Promise<ProjectId> => {
      const { id } = await backend.client.projects.create({ name: `Benchmark ${key}`, key, description: '' });
      return ProjectId.parse(id);
    },
    /** Adds items from `benchItem`, in the order of their numbers. */
    fill: async (project: ProjectId, count: number): Promise<void> => {
      for (let number = 0; number < count; number += 1)
        await backend.client.backlog.create({ window: benchWindow, project, item: benchItem(number), place: 'bottom' });
    },
    end: async (): Promise<void> => {
      await backend.dispose();
      if (dataDir === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
};
