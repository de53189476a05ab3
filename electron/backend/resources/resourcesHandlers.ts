import { implement } from '@orpc/server';
import { resourcesContract } from '../../../shared/resources/contract.ts';
import { type LookAtProcessesDeps, lookAtProcesses } from './lookAtProcesses.ts';

export const createResourcesHandlers = (deps: LookAtProcessesDeps) => {
  const os = implement(resourcesContract);
  return os.router({
    processes: os.processes.handler(async ({ input, signal }) => {
      const { at, processes } = await lookAtProcesses(deps, input.environment, signal);
      return { at, processes: [...processes] };
    }),
  });
};
