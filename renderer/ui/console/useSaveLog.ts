import { useCallback, useEffect, useRef, useState } from 'react';
import { describeFailure } from '../../backend/failure.ts';
import { announce } from '../announce.ts';
import { notifyFailure } from '../notify.ts';
import { offerFile, readWholeLog } from './saveLog.ts';
import type { ShownLog } from './shownLog.ts';

export interface SaveLog {
  /** Bytes read so far; null when nothing is being saved. */
  readonly read: number | null;
  readonly save: () => void;
  readonly stop: () => void;
}

/** Saving a whole log as a file, with progress; a second wish while it goes on is not heard. */
export const useSaveLog = (log: ShownLog): SaveLog => {
  const [read, setRead] = useState<number | null>(null);
  const going = useRef<AbortController | null>(null);
  useEffect(() => () => going.current?.abort(), []);
  const save = useCallback(() => {
    if (going.current !== null) return;
    const control = new AbortController();
    going.current = control;
    setRead(0);
    readWholeLog(log, setRead, control.signal)
      .then(
        (blob) => {
          offerFile(log.fileName, blob);
          announce('Log saved');
        },
        (error: unknown) => {
          if (!control.signal.aborted) notifyFailure('The log was not saved', describeFailure(error));
        },
      )
      .finally(() => {
        going.current = null;
        setRead(null);
      });
  }, [log]);
  return { read, save, stop: () => going.current?.abort() };
};
