import { useEffect, useRef } from 'react';
import type { Run } from '../../../shared/deploys/run.ts';
import { announce } from '../../ui/announce.ts';
import { runStatus } from '../../ui/runStatus.ts';
import { currentStep } from './stepStatus.ts';

/** One sentence for what a screen reader should hear of a run now; null when nothing is worth a word. */
const sentence = (run: Run): { readonly text: string; readonly urgent: boolean } | null => {
  if (run.state === 'ended') {
    const { label } = runStatus(run);
    return {
      text: `Deploy to ${run.environmentName} ${label}. ${run.outcome?.reason ?? ''}`,
      urgent: run.outcome?.kind !== 'succeeded',
    };
  }
  const failed = run.steps.find(({ state }) => state === 'failed' || state === 'interrupted');
  if (failed !== undefined) return { text: `Step ${failed.title} ${failed.state}`, urgent: true };
  if (run.following.state === 'lost')
    return { text: 'Connection lost, the deploy continues on the server', urgent: false };
  const current = currentStep(run);
  return current === null
    ? null
    : { text: `Step ${String(current.place)}, ${current.step.title}, is running`, urgent: false };
};

/** Tells screen readers what changes in a run, each thing once: not what it is when its page is opened, and never the log's lines. */
export const useRunAnnouncements = (run: Run): void => {
  const said = useRef<string | null>(null);
  const now = sentence(run);
  const text = now?.text ?? null;
  const urgent = now?.urgent === true;
  useEffect(() => {
    const first = said.current === null;
    if (text === null || text === said.current) return;
    said.current = text;
    if (!first) announce(text, urgent ? 'assertive' : 'polite');
  }, [text, urgent]);
};
