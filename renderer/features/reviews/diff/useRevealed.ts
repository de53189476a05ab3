import { useState } from 'react';
import { client } from '../../../backend/client.ts';
import { describeFailure } from '../../../backend/failure.ts';
import { notifyFailure } from '../../../ui/notify.ts';
import type { DiffRange } from '../reviewsQueries.ts';
import type { Revealed } from './diffBlocks.ts';

/** The equal lines of a file that somebody asked for, and how to ask for more. `side` is where the file is. */
export const useRevealed = (
  range: DiffRange,
  path: string,
): readonly [readonly Revealed[], (from: number, count: number) => void] => {
  const [revealed, setRevealed] = useState<readonly Revealed[]>([]);
  const reveal = (from: number, count: number): void => {
    client.reviews
      .fileLines({ range, path, side: 'new', from, count })
      .then(({ lines }) => setRevealed((before) => [...before, { from, lines }]))
      .catch((error: unknown) => notifyFailure('The lines could not be read', describeFailure(error)));
  };
  return [revealed, reveal];
};
