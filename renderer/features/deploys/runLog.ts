import type { Run } from '../../../shared/deploys/run.ts';
import { api } from '../../backend/client.ts';
import type { ShownLog } from '../../ui/console/shownLog.ts';
import { definedError } from '../../ui/definedError.ts';

/** A run's log as the backend gives it. */
export const runLog = ({
  id: run,
  ...facts
}: Pick<Run, 'id' | 'environmentName' | 'revision' | 'createdAt'>): ShownLog => ({
  name: run,
  fileName: logFileName(facts),
  source: {
    page: (from, count, signal) => api.deploys.logPage.call({ run, from, count }, { signal }),
    watch: (signal) => api.deploys.watchLog.call({ run }, { signal }),
    isFinal: (error) => definedError(error, 'GONE') !== null,
  },
  search: (text, signal) => api.deploys.logSearch.call({ run, text }, { signal }),
  bytes: (from, signal) => api.deploys.logBytes.call({ run, from }, { signal }),
  words: {
    gone: 'It was deleted together with its environment.',
    silent: 'Its steps ended without a line of output.',
    waiting: 'The first step’s output appears here as it comes.',
  },
});

/** Letters that every file system takes. */
const plain = (name: string): string => name.replace(/[^\w.-]+/g, '-').slice(0, 60);

/** `staging-4f2a9c1-2026-11-23T2044.log` */
const logFileName = (run: Pick<Run, 'environmentName' | 'revision' | 'createdAt'>): string => {
  const at = new Date(run.createdAt).toISOString().slice(0, 16).replace(':', '');
  return `${plain(run.environmentName)}-${run.revision.slice(0, 7)}-${at}.log`;
};
