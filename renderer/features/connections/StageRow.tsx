import type { ReactNode } from 'react';
import type { ConnectionStage } from '../../../shared/connections/contract.ts';
import { CodeBlock } from '../../ui/CodeBlock.tsx';
import { Duration } from '../../ui/Duration.tsx';
import { type Status, StatusBadge } from '../../ui/StatusBadge.tsx';
import styles from './StageRow.module.css';
import { stageTitles } from './stageTitles.ts';

const badges: Readonly<Record<ConnectionStage['state'], { readonly status: Status; readonly label: string }>> = {
  running: { status: 'running', label: 'running' },
  passed: { status: 'healthy', label: 'passed' },
  warning: { status: 'degraded', label: 'warning' },
  question: { status: 'degraded', label: 'your answer is needed' },
  failed: { status: 'failing', label: 'failed' },
  skipped: { status: 'unknown', label: 'skipped' },
};

interface Props {
  readonly name: ConnectionStage['name'];
  /** undefined before the test came to it. */
  readonly stage: ConnectionStage | undefined;
  /** What the stage asks or offers: the host key's question. */
  readonly children?: ReactNode;
}

/** One stage of the test: its state, how long it took, what was found, what to do, what to copy. */
export const StageRow = ({ name, stage, children }: Props) => (
  <li className={styles.stage} data-state={stage?.state ?? 'waiting'}>
    <div className={styles.head}>
      <h3 className={styles.title}>{stageTitles[name]}</h3>
      {stage === undefined ? (
        <span className={styles.waiting}>not tested</span>
      ) : (
        <>
          {stage.duration !== null && (
            <span className={styles.took}>
              <Duration milliseconds={stage.duration} />
            </span>
          )}
          <StatusBadge {...badges[stage.state]} />
        </>
      )}
    </div>
    {stage !== undefined && stage.found.length > 0 && (
      <ul className={styles.found}>
        {stage.found.map((fact) => (
          <li key={fact}>
            <bdi>{fact}</bdi>
          </li>
        ))}
      </ul>
    )}
    {stage?.failure != null && stage.found.length === 0 && <p className={styles.found}>{stage.failure.message}</p>}
    {(stage?.act ?? stage?.failure?.act) != null && <p className={styles.act}>{stage?.act ?? stage?.failure?.act}</p>}
    {stage?.copy != null && (
      <div className={styles.copy}>
        <CodeBlock text={stage.copy} what={name === 'sudo' ? 'sudoers lines' : 'lines to run'} />
      </div>
    )}
    {children}
  </li>
);
