import type { TestRun } from '../../../shared/qa/testRun.ts';
import { api } from '../../backend/client.ts';
import type { ShownLog } from '../../ui/console/shownLog.ts';
import { definedError } from '../../ui/definedError.ts';

/** What a run of the test command printed, as the backend gives it. */
export const testLog = ({
  id: test,
  revision,
  startedAt,
}: Pick<TestRun, 'id' | 'revision' | 'startedAt'>): ShownLog => ({
  name: test,
  fileName: `tests-${revision.slice(0, 7)}-${new Date(startedAt).toISOString().slice(0, 16).replace(':', '')}.log`,
  source: {
    page: (from, count, signal) => api.qa.logPage.call({ test, from, count }, { signal }),
    watch: (signal) => api.qa.watchLog.call({ test }, { signal }),
    isFinal: (error) => definedError(error, 'GONE') !== null,
  },
  search: (text, signal) => api.qa.logSearch.call({ test, text }, { signal }),
  bytes: (from, signal) => api.qa.logBytes.call({ test, from }, { signal }),
  words: {
    gone: 'It was deleted, because it is old or its project is gone.',
    silent: 'The tests ended without a line of output.',
    waiting: 'What the tests print appears here as it comes.',
  },
});
