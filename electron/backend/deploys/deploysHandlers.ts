import { implement } from '@orpc/server';
import { deploysContract } from '../../../shared/deploys/contract.ts';
import type { DeployService } from './deployService.ts';
import type { GateKeeper } from './gateKeeper.ts';
import type { ReadPlan } from './readPlan.ts';

/** One answer of `logBytes`: a third more in base64 stays under the frame limit of the transports. */
const LOG_BYTES_MAX = 1024 * 1024;
const SEARCH_MAX = 10_000;

export interface DeploysHandlersDeps {
  readonly service: DeployService;
  readonly readPlan: ReadPlan;
  readonly gate: Pick<GateKeeper, 'admit'>;
}

export const createDeploysHandlers = ({ service, readPlan, gate }: DeploysHandlersDeps) => {
  const os = implement(deploysContract);
  return os.router({
    summary: os.summary.handler(({ input }) => [...service.summary(input.project)]),
    plan: os.plan.handler(({ input, signal }) => readPlan(input.environment, signal)),
    start: os.start.handler(async ({ input, signal }) =>
      service.start({
        ...input,
        gate: service.isKnown(input.request) ? null : await gate.admit(input, readPlan, signal),
      }),
    ),
    cancel: os.cancel.handler(({ input }) => service.cancel(input.run)),
    giveUp: os.giveUp.handler(({ input }) => service.giveUp(input.run)),
    run: os.run.handler(({ input }) => service.run(input.run)),
    history: os.history.handler(({ input }) => {
      const { runs, more } = service.history(input);
      return { runs: [...runs], more };
    }),
    watchLog: os.watchLog.handler(({ input, signal }) =>
      service.watchLog(input.run, signal ?? new AbortController().signal),
    ),
    logPage: os.logPage.handler(({ input }) => {
      const log = service.logOf(input.run);
      return { lines: [...log.page(input.from, input.count)], total: log.lineCount };
    }),
    logSearch: os.logSearch.handler(async ({ input }) => {
      const { lines, truncated } = await service.logOf(input.run).search(input.text, SEARCH_MAX);
      return { lines: [...lines], truncated };
    }),
    logLineAt: os.logLineAt.handler(({ input }) => service.logOf(input.run).lineAt(input.offset)),
    logBytes: os.logBytes.handler(({ input }) => {
      const log = service.logOf(input.run);
      const bytes = log.bytes(input.from, LOG_BYTES_MAX);
      const next = input.from + bytes.length;
      return { base64: bytes.toString('base64'), next: bytes.length === 0 || next >= log.size ? null : next };
    }),
  });
};
