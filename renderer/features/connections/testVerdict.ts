import type { ConnectionTest } from './useConnectionTest.ts';

/** The answer of a connection test in one sentence. */
export const testVerdict = ({ state, stages }: ConnectionTest): string => {
  const has = (wanted: (typeof stages)[number]['state']) => stages.some((stage) => stage.state === wanted);
  switch (state) {
    case 'idle':
      return 'Walks the whole way a deploy takes, and changes nothing on the server.';
    case 'running':
      return 'Testing…';
    case 'broken':
      return 'The test did not come to its end.';
    case 'done':
      if (has('question')) return 'The server is new to Pitwall: compare its key below.';
      if (has('failed')) return 'A deploy would fail here. The failed stage says what to do.';
      if (has('warning')) return 'A deploy can run; look at the warnings.';
      return 'Everything a deploy needs is there.';
  }
};
