import { ORPCError } from '@orpc/server';
import { errors, Failure } from '../../shared/errors.ts';
import { mapSqliteError } from './db/sqliteFailure.ts';
import type { Log } from './log.ts';
import { SshError } from './ssh/sshSession.ts';

/** Turns what a handler threw into what may cross the wire.
 *
 * Expected failures keep their code and data. Anything else becomes INTERNAL with an id; its detail stays in Pitwall's own log under that
 * id. What oRPC itself raises (a malformed input, say) passes. */
export const toApiError = (error: unknown, log: Log, newId: () => string): unknown => {
  if (error instanceof ORPCError) return error;
  const failure = error instanceof Failure ? error : mapSqliteError(error);
  if (failure !== null)
    return new ORPCError(failure.code, { message: failure.message, data: failure.data, defined: true });
  if (error instanceof SshError)
    return new ORPCError('SSH', { message: error.message, data: error.failure, defined: true });
  if (error instanceof Error && error.name === 'AbortError') return error;
  const id = newId();
  log.error('a call failed unexpectedly', {
    id,
    error: error instanceof Error ? (error.stack ?? error.message) : String(error),
  });
  return new ORPCError('INTERNAL', {
    message: `Pitwall met a fault of its own (${id}). Its log has the detail; nothing was changed half-way.`,
    data: errors.INTERNAL.data.parse({ id }),
    defined: true,
  });
};

interface Call {
  readonly next: () => Promise<unknown>;
}

/** Maps the errors of every call, also those that a stream meets after its first event. */
export const createApiInterceptor =
  (log: Log, newId: () => string) =>
  async ({ next }: Call): Promise<unknown> => {
    try {
      const output = await next();
      return isStream(output) ? mapped(output, log, newId) : output;
    } catch (error) {
      throw toApiError(error, log, newId);
    }
  };

const isStream = (output: unknown): output is AsyncIterator<unknown> & AsyncIterable<unknown> =>
  typeof output === 'object' && output !== null && Symbol.asyncIterator in output;

async function* mapped(stream: AsyncIterable<unknown>, log: Log, newId: () => string) {
  try {
    yield* stream;
  } catch (error) {
    throw toApiError(error, log, newId);
  }
}
