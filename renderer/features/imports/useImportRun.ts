import { useEffect, useRef, useState } from 'react';
import type { ProjectId } from '../../../shared/ids.ts';
import type { ImportId, ImportMapping, ImportSummary } from '../../../shared/imports/contract.ts';
import { client } from '../../backend/client.ts';
import { type DescribedFailure, describeFailure } from '../../backend/failure.ts';
import { planningWindow } from '../../backend/planningWindow.ts';
import { announce } from '../../ui/announce.ts';
import { notifyAct } from '../../ui/notifyAct.tsx';
import { countInWords } from './importWords.ts';

export type RunState =
  | { readonly kind: 'none' }
  | { readonly kind: 'running'; readonly done: number; readonly of: number }
  | { readonly kind: 'done'; readonly summary: ImportSummary }
  | { readonly kind: 'failed'; readonly failure: DescribedFailure };

/** Runs an import; cancelling it, and leaving the screen, end it with nothing written. */
export const useImportRun = (project: ProjectId, file: ImportId) => {
  const [state, setState] = useState<RunState>({ kind: 'none' });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const follow = async (mapping: ImportMapping, { signal }: AbortController): Promise<void> => {
    const events = await client.imports.run({ ...planningWindow, import: file, mapping }, { signal });
    for await (const event of events) {
      if (signal.aborted) return;
      if (event.kind === 'progress') setState({ kind: 'running', done: event.done, of: event.of });
      else {
        setState(event);
        const { created, updated } = event.summary;
        if (created + updated > 0) notifyAct(project, `${countInWords(created + updated, 'item', 'items')} imported`);
      }
    }
  };
  const start = (mapping: ImportMapping): void => {
    const control = new AbortController();
    running.current = control;
    setState({ kind: 'running', done: 0, of: 0 });
    follow(mapping, control).catch((error: unknown) => {
      if (!control.signal.aborted) setState({ kind: 'failed', failure: describeFailure(error) });
    });
  };
  return {
    state,
    start,
    cancel: () => {
      running.current?.abort();
      setState({ kind: 'none' });
      announce('Import cancelled; nothing was written');
    },
  };
};
