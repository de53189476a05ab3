import { ORPCError } from '@orpc/client';
import { type ErrorCode, type ErrorData, errors } from '../../shared/errors.ts';

/** The data of an error of the closed list, checked once more here; null when it is another error. */
export const definedError = <Code extends ErrorCode>(error: unknown, code: Code): ErrorData<Code> | null => {
  if (!(error instanceof ORPCError) || error.code !== code) return null;
  const read = errors[code].data.safeParse(error.data);
  return read.success ? (read.data as ErrorData<Code>) : null;
};
