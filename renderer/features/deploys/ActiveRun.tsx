import { IconArrowRight } from '@tabler/icons-react';
import type { Run } from '../../../shared/deploys/run.ts';
import { Duration } from '../../ui/Duration.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { Revision } from '../../ui/Revision.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import styles from './ActiveRun.module.css';
import { currentStepWords, stepMarks } from './stepStatus.ts';

/** The run that goes on here, with its step and its clock. */
export const ActiveRun = ({ run }: { readonly run: Run }) => (
  <div className={styles.active}>
    <div className={styles.line}>
      <StatusBadge status="running" label={currentStepWords(run)} />
      <Duration since={run.startedAt ?? run.createdAt} />
      {run.following.state === 'lost' && <StatusBadge status="degraded" label="connection lost, goes on there" />}
    </div>
    <ol className={styles.steps} aria-label="Steps">
      {run.steps.map(({ name, title, state }) => {
        const { icon: Icon, tone } = stepMarks[state];
        return (
          <li key={name} className={styles.step} data-tone={tone} data-state={state} title={`${title}: ${state}`}>
            <Icon size={14} aria-label={state} role="img" /> {name}
          </li>
        );
      })}
    </ol>
    <p>
      <Revision value={run.revision} /> <bdi>{run.subject}</bdi> by <bdi>{run.actor}</bdi>
    </p>
    <div>
      <LinkButton
        to="/p/$project/runs/$run"
        params={{ project: run.projectId, run: run.id }}
        data-column-act
        rightSection={<IconArrowRight size={15} aria-hidden />}
      >
        Watch the deploy to {run.environmentName}
      </LinkButton>
    </div>
  </div>
);
