import { useCallback, useEffect, useRef, useState } from 'react';
import type { Run } from '../../../../shared/deploys/run.ts';
import { describeFailure } from '../../../backend/failure.ts';
import { announce } from '../../../ui/announce.ts';
import { notifyFailure } from '../../../ui/notify.ts';
import { offerFile, readWholeLog } from './saveLog.ts';

/** Letters that every file system takes. */
const plain = (name: string): string => name.replace(/[^\w.-]+/g, '-').slice(0, 60);

/** `staging-4f2a9c1-2026-11-23T2044.log` */
export const logFileName = (run: Pick<Run, 'environmentName' | 'revision' | 'createdAt'>): string => {
  const at = new Date(run.createdAt).toISOString().slice(0, 16).replace(':', '');
  return `${plain(run.environmentName)}-${run.revision.slice(0, 7)}-${at}.log`;
};

export interface SaveLog {
  /** Bytes read so far; null when nothing is being saved. */
  readonly read: number | null;
  readonly save: () => void;
  readonly stop: () => void;
}

/** Saving a run's whole log as a file, with progress; a second wish while it goes on is not heard. */
export const useSaveLog = (run: Run): SaveLog => {
  const [read, setRead] = useState<number | null>(null);
  const going = useRef<AbortController | null>(null);
  useEffect(() => () => going.current?.abort(), []);
  const save = useCallback(() => {
    if (going.current !== null) return;
    const control = new AbortController();
    going.current = control;
    setRead(0);
    readWholeLog(run.id, setRead, control.signal)
      .then(
        (blob) => {
          offerFile(logFileName(run), blob);
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
  }, [run]);
  return { read, save, stop: () => going.current?.abort() };
};
