import { useEffect, useRef, useState } from 'react';
import type { ProjectId } from '../../../shared/ids.ts';
import type { ImportId } from '../../../shared/imports/contract.ts';
import { type DescribedFailure, describeFailure } from '../../backend/failure.ts';
import { announce } from '../../ui/announce.ts';
import { dropFile, sendFile } from './sendFile.ts';

export type SendState =
  | { readonly kind: 'none' }
  | { readonly kind: 'sending'; readonly fileName: string; readonly bytes: number; readonly sent: number }
  | { readonly kind: 'failed'; readonly file: File; readonly failure: DescribedFailure };

/** Sends one file at a time; leaving the screen stops it. */
export const useSendFile = (project: ProjectId, onFile: (id: ImportId) => void) => {
  const [state, setState] = useState<SendState>({ kind: 'none' });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const send = (file: File): void => {
    running.current?.abort();
    const control = new AbortController();
    running.current = control;
    const show = (next: SendState) => {
      if (!control.signal.aborted) setState(next);
    };
    show({ kind: 'sending', fileName: file.name, bytes: file.size, sent: 0 });
    sendFile(
      project,
      file,
      (sent) => show({ kind: 'sending', fileName: file.name, bytes: file.size, sent }),
      control.signal,
    )
      .then((id) => {
        if (control.signal.aborted) dropFile(id);
        else onFile(id);
      })
      .catch((error: unknown) => {
        show({ kind: 'failed', file, failure: describeFailure(error) });
      });
  };
  return {
    state,
    send,
    cancel: () => {
      running.current?.abort();
      setState({ kind: 'none' });
      announce('Cancelled');
    },
  };
};
