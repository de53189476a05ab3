import type { Trouble } from '../../../shared/branches/contract.ts';
import { Failure } from '../../../shared/errors.ts';

/** A failure as what is wrong and what to do; a surprise says no more than that it is one. */
export const troubleOf = (error: unknown): Trouble =>
  error instanceof Failure
    ? { message: error.message, act: 'act' in error.data ? error.data.act : 'Try again.' }
    : {
        message: 'Something that Pitwall did not expect went wrong with the repository.',
        act: 'Pitwall’s own log has the detail. Try again.',
      };
