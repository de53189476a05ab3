import type { StepName } from '../projects/environment.ts';
import type { RunStep } from './run.ts';
import type { RunnerStatus } from './runnerCommands.ts';
import type { RunnerEvent } from './runnerEvents.ts';

type Planned = { readonly name: StepName; readonly title: string };

const closed: Readonly<Record<'cancelled' | 'interrupted', RunStep['state']>> = {
  cancelled: 'cancelled',
  interrupted: 'interrupted',
};

/** How far each planned step is.
 *
 * Times are the target's. A step that began and did not end is `running` until the journal's exit event or `status` says that the runner
 * is gone; what did not begin by then is `skipped`. `status` may be null while the run is followed. */
export const runProgress = (
  planned: readonly Planned[],
  events: readonly RunnerEvent[],
  status: Pick<RunnerStatus, 'state' | 'reason'> | null,
): readonly RunStep[] => {
  const exit = events.find((event) => event.verb === 'exit');
  const reason = exit?.reason ?? (status?.state === 'exited' ? status.reason : null);
  const over = exit !== undefined || (status !== null && status.state !== 'running' && status.state !== 'prepared');
  return planned.map(({ name, title }): RunStep => {
    const begin = events.find((event) => event.verb === 'begin' && event.step === name);
    const end = events.find((event) => event.verb === 'end' && event.step === name);
    if (begin?.verb !== 'begin')
      return {
        name,
        title,
        state: over ? 'skipped' : 'waiting',
        startedAt: null,
        duration: null,
        logOffset: null,
        exitCode: null,
      };
    const known = { name, title, startedAt: begin.at, logOffset: begin.off };
    const wasCancelled = reason === 'cancelled' && exit?.step === name;
    if (end?.verb === 'end')
      return {
        ...known,
        state: end.rc === 0 ? 'passed' : wasCancelled ? closed.cancelled : 'failed',
        duration: Math.max(0, end.at - begin.at),
        exitCode: end.rc,
      };
    if (!over) return { ...known, state: 'running', duration: null, exitCode: null };
    return {
      ...known,
      state: wasCancelled ? closed.cancelled : closed.interrupted,
      duration: exit === undefined ? null : Math.max(0, exit.at - begin.at),
      exitCode: null,
    };
  });
};
