import type { ClientContext, ClientLink } from '@orpc/client';
import { ConnectionLost } from './connectionLost.ts';

type AnyIterator = AsyncIterator<unknown> & AsyncIterable<unknown>;

const isIterator = (value: unknown): value is AnyIterator =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value && 'next' in value;

/** Gives every failure that the end of the connection causes one name, also in the middle of a stream.
 *
 * oRPC ends pending calls with an AbortError of its own when its peer closes, which nobody could tell from a call that was aborted on
 * purpose. */
export const guardLink = (link: ClientLink<ClientContext>, isClosed: () => boolean): ClientLink<ClientContext> => {
  const named = (error: unknown, signal: AbortSignal | undefined): unknown =>
    isClosed() && signal?.aborted !== true && !hasCode(error) ? new ConnectionLost() : error;
  return {
    call: async (path, input, options) => {
      // What is posted to a closed port goes nowhere, in silence.
      if (isClosed()) throw new ConnectionLost();
      try {
        const output = await link.call(path, input, options);
        return isIterator(output) ? guardIterator(output, (error) => named(error, options.signal)) : output;
      } catch (error) {
        throw named(error, options.signal);
      }
    },
  };
};

/** An answer that did arrive keeps its own code, even when the connection closed right after it. */
const hasCode = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && error.name !== 'AbortError';

/** Not a generator: `return` must reach the stream at once, also while a `next` is waiting. */
const guardIterator = (source: AnyIterator, named: (error: unknown) => unknown): AnyIterator => {
  const rename = (error: unknown): never => {
    throw named(error);
  };
  const guarded: AnyIterator = {
    next: () => source.next().catch(rename),
    return: async (value) => (await source.return?.(value).catch(rename)) ?? { done: true, value: undefined },
    [Symbol.asyncIterator]: () => guarded,
  };
  return guarded;
};
