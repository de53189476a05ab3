import type { RunId } from '../../../../shared/ids.ts';
import { api } from '../../../backend/client.ts';
import { definedError } from '../../../ui/definedError.ts';
import type { LogSource } from './logSource.ts';

/** A run's log as the backend gives it. */
export const runLogSource = (run: RunId): LogSource => ({
  page: (from, count, signal) => api.deploys.logPage.call({ run, from, count }, { signal }),
  watch: (signal) => api.deploys.watchLog.call({ run }, { signal }),
  isFinal: (error) => definedError(error, 'GONE') !== null,
});
