import { Failure } from '../../../shared/errors.ts';
import type { TestCommand } from '../../../shared/qa/qaSettings.ts';
import type { TestEnd } from '../../../shared/qa/testRun.ts';
import { SshError } from '../ssh/sshSession.ts';
import { type CommandEnd, GRACE_SECONDS } from './testPlace.ts';

type Ended = {
  readonly cancelled: boolean;
  readonly timedOut: boolean;
  readonly settings: Pick<TestCommand, 'timeLimitSeconds'>;
} & (
  | { readonly ended: CommandEnd }
  /** `began` is true when the command may have run. */
  | { readonly error: unknown; readonly began: boolean }
);

/** What became of a run of the test command, in words: what ended it comes before its exit code. */
export const endOfTests = (how: Ended): TestEnd => {
  const { cancelled, timedOut, settings } = how;
  const end = (kind: TestEnd['kind'], exitCode: number | null, reason: string, act: string | null): TestEnd => ({
    kind,
    exitCode,
    reason,
    act,
  });
  if (cancelled)
    return end(
      'cancelled',
      null,
      `Cancelled: the tests were told to end, and killed after ${GRACE_SECONDS} s if they did not.`,
      null,
    );
  if (timedOut)
    return end(
      'timed-out',
      null,
      `The time limit of ${settings.timeLimitSeconds} s was reached; the tests were ended.`,
      'Raise the limit in the QA settings, or find the test that hangs.',
    );
  if ('ended' in how) {
    const { code, signal } = how.ended;
    if (code === 0) return end('passed', 0, 'The command ended with exit code 0.', null);
    if (code !== null) return end('failed', code, `The command ended with exit code ${code}.`, 'Read what it printed.');
    return signal === null
      ? end('lost', null, 'The connection closed before the command said how it ended.', 'Run the tests again.')
      : end(
          'failed',
          null,
          `The command was ended by ${signal}.`,
          'Read what it printed last; the system may have run out of memory.',
        );
  }
  const { error, began } = how;
  if (error instanceof SshError)
    return end(
      began ? 'lost' : 'not-started',
      null,
      `${error.failure.message}${began ? ' The tests may still go on there.' : ''}`,
      'Test the connection of the environment, then run the tests again.',
    );
  if (error instanceof Failure)
    return end('not-started', null, error.message, 'act' in error.data ? error.data.act : null);
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT')
    return end('not-started', null, 'There is no program sh on this machine.', 'Run the tests over SSH instead.');
  return end('not-started', null, 'The tests could not be run.', 'Pitwall’s own log has the detail.');
};
