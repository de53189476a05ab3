import { ORPCError } from '@orpc/client';
import { type ErrorCode, errors } from '../../shared/errors.ts';
import { ConnectionLost } from './connectionLost.ts';

/** Any failure in words, for display: what happened and what the user can do next. */
export interface DescribedFailure {
  readonly code: ErrorCode | 'CONNECTION_LOST' | 'BAD_REQUEST' | 'UNEXPECTED';
  readonly message: string;
  /** What the user can do; null when the message says it all. */
  readonly act: string | null;
  /** The typed data of an error of the closed list; null otherwise. Read it through `definedError`. */
  readonly data: unknown;
}

/** Describes whatever a call threw. Never throws, never shows a stack. */
export const describeFailure = (error: unknown): DescribedFailure => {
  if (error instanceof ConnectionLost)
    return {
      code: error.code,
      message: error.message,
      act: 'It comes back by itself. If this was an act of yours, look whether it was done before you do it again.',
      data: null,
    };
  if (!(error instanceof ORPCError)) return unexpected(error instanceof Error ? error.message : String(error));
  if (isListed(error.code)) {
    const read = errors[error.code].data.safeParse(error.data);
    const data: unknown = read.success ? read.data : null;
    return { code: error.code, message: error.message, act: actOf(error.code, data), data };
  }
  if (error.code === 'BAD_REQUEST')
    return {
      code: 'BAD_REQUEST',
      message: 'Pitwall’s backend did not accept what this window sent.',
      act: 'Look over what you entered. If it looks right, reload the window: it may be older than the backend.',
      data: null,
    };
  return unexpected(error.message);
};

const isListed = (code: string): code is ErrorCode => Object.hasOwn(errors, code);

const actOf = (code: ErrorCode, data: unknown): string | null => {
  if (typeof data === 'object' && data !== null && 'act' in data && typeof data.act === 'string') return data.act;
  if (code === 'GONE') return 'It was deleted or moved in the meantime. Go back and look again.';
  if (code === 'INTERNAL') return 'Try again; if it stays, pitwall.log in the data folder says more under this id.';
  return null;
};

const unexpected = (message: string): DescribedFailure => ({
  code: 'UNEXPECTED',
  message: message === '' ? 'Something unexpected went wrong in this window.' : message,
  act: 'Try again, or reload the window. Deploys go on by themselves.',
  data: null,
});
