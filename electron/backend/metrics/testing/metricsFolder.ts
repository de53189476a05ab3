import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EnvironmentId } from '../../../../shared/ids.ts';
import { handClock, keptLog } from '../../db/testing/databaseFolder.ts';
import { createSeriesStore, type SeriesStoreOptions } from '../createSeriesStore.ts';
import type { SeriesStore } from '../seriesStore.ts';

export const environmentA = EnvironmentId.parse('11111111-1111-4111-8111-111111111111');
export const environmentB = EnvironmentId.parse('22222222-2222-4222-8222-222222222222');

/** Measurements in a temporary folder of their own. */
export const metricsFolder = () => {
  const dir = mkdtempSync(join(tmpdir(), 'pitwall-metrics-'));
  const path = join(dir, 'metrics.db');
  const clock = handClock(Date.UTC(2026, 0, 15, 12));
  const log = keptLog();
  const opened = new Set<SeriesStore>();
  const closeAll = () => {
    for (const store of opened) store.close();
    opened.clear();
  };
  return {
    dir,
    path,
    clock,
    log,
    open: (options: Partial<SeriesStoreOptions> = {}) => {
      const store = createSeriesStore({ path, clock, log, ...options });
      opened.add(store);
      return store;
    },
    closeAll,
    remove: () => {
      closeAll();
      rmSync(dir, { recursive: true, force: true });
    },
  };
};
