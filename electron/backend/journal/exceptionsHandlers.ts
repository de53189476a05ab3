import { implement } from '@orpc/server';
import { Failure } from '../../../shared/errors.ts';
import { exceptionsContract } from '../../../shared/monitor/exceptionsContract.ts';
import type { JournalDeps } from './journalDeps.ts';
import type { JournalService } from './journalService.ts';

/** What the `exceptions` contract can do. */
export const createExceptionsHandlers = (
  { environmentOf }: Pick<JournalDeps, 'environmentOf'>,
  service: Pick<JournalService, 'state' | 'exceptions' | 'resolve' | 'merge' | 'split'>,
) => {
  const os = implement(exceptionsContract);
  return os.router({
    list: os.list.handler(({ input: { environment } }) => {
      if (environmentOf(environment) === null)
        throw new Failure('GONE', 'This environment is no longer there.', { what: 'environment', id: environment });
      return { journal: service.state(environment), groups: [...service.exceptions(environment)] };
    }),
    resolve: os.resolve.handler(({ input }) => service.resolve(input.group)),
    merge: os.merge.handler(({ input }) => service.merge(input.groups)),
    split: os.split.handler(({ input: { out, ...seen } }) => [...service.split(seen, out)]),
  });
};
