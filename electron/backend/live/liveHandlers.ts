import { implement } from '@orpc/server';
import { liveContract } from '../../../shared/live/contract.ts';
import type { ChangeFeed } from './changeFeed.ts';

export const createLiveHandlers = ({ feed }: { readonly feed: ChangeFeed }) => {
  const os = implement(liveContract);
  return os.router({
    changes: os.changes.handler(({ input, signal }) =>
      feed.events(input.since, signal ?? new AbortController().signal),
    ),
  });
};
