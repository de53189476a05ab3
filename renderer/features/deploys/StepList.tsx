import type { RunStep } from '../../../shared/deploys/run.ts';
import { Duration } from '../../ui/Duration.tsx';
import styles from './StepList.module.css';
import { stepMarks } from './stepStatus.ts';

interface Props {
  readonly steps: readonly RunStep[];
  /** Goes to the first line of a step in the log. */
  readonly onOpen: (step: RunStep) => void;
}

const Length = ({ step }: { readonly step: RunStep }) => {
  if (step.duration !== null) return <Duration milliseconds={step.duration} />;
  if (step.state === 'running' && step.startedAt !== null) return <Duration since={step.startedAt} />;
  return null;
};

/** The sequence with each step's state and duration; a step that began leads to its first line in the log. */
export const StepList = ({ steps, onOpen }: Props) => (
  <ol className={styles.steps} aria-label="Steps">
    {steps.map((step, at) => {
      const { icon: Icon, tone } = stepMarks[step.state];
      return (
        <li key={step.name}>
          <button
            type="button"
            className={styles.step}
            data-tone={tone}
            data-state={step.state}
            aria-current={step.state === 'running' ? 'step' : undefined}
            disabled={step.logOffset === null}
            title={step.logOffset === null ? undefined : `To its first line in the log (${String(at + 1)})`}
            onClick={() => onOpen(step)}
          >
            <Icon size={16} stroke={2} aria-hidden className={styles.icon} />
            <span className={styles.title}>{step.title}</span>
            <span className={styles.state}>
              {step.state}
              {step.exitCode !== null && step.exitCode !== 0 && ` · exit ${String(step.exitCode)}`}
            </span>
            <span className={styles.length}>
              <Length step={step} />
            </span>
          </button>
        </li>
      );
    })}
  </ol>
);
