import { implement } from '@orpc/server';
import { rangeContract } from '../../../shared/range/contract.ts';
import type { Range } from './range.ts';

/** What the `range` contract can do. */
export const createRangeHandlers = (range: Range) => {
  const os = implement(rangeContract);
  return os.router({
    state: os.state.handler(() => range.state()),
    open: os.open.handler(() => range.open()),
    close: os.close.handler(() => range.close()),
    setFault: os.setFault.handler(({ input }) => range.setFault(input.server, input.fault, input.on)),
    addCommit: os.addCommit.handler(() => range.addCommit()),
  });
};
