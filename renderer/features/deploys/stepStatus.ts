import {
  type Icon,
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleMinus,
  IconCircleX,
  IconLoader2,
  IconPlayerStop,
} from '@tabler/icons-react';
import type { Run, RunStep, StepState } from '../../../shared/deploys/run.ts';

/** How a step's state is drawn: its icon and the tone of it. The word is the state's own. */
export const stepMarks: Readonly<Record<StepState, { readonly icon: Icon; readonly tone: string }>> = {
  waiting: { icon: IconCircleDashed, tone: 'unknown' },
  running: { icon: IconLoader2, tone: 'own' },
  passed: { icon: IconCircleCheck, tone: 'good' },
  failed: { icon: IconCircleX, tone: 'bad' },
  cancelled: { icon: IconPlayerStop, tone: 'unknown' },
  interrupted: { icon: IconAlertTriangle, tone: 'bad' },
  skipped: { icon: IconCircleMinus, tone: 'unknown' },
};

/** The step that is going on, with its place counted from 1; null when none is. */
export const currentStep = (run: Pick<Run, 'steps'>): { readonly step: RunStep; readonly place: number } | null => {
  const at = run.steps.findIndex(({ state }) => state === 'running');
  const step = run.steps[at];
  return step === undefined ? null : { step, place: at + 1 };
};

/** `step 3 of 6, sync`; the run's own state while no step is going on. */
export const currentStepWords = (run: Pick<Run, 'steps' | 'state'>): string => {
  const current = currentStep(run);
  if (current === null) return run.state === 'preparing' ? 'preparing' : 'between two steps';
  return `step ${String(current.place)} of ${String(run.steps.length)}, ${current.step.name}`;
};
