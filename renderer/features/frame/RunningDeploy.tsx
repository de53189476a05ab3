import { VisuallyHidden } from '@mantine/core';
import { IconRocket } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Run } from '../../../shared/deploys/run.ts';
import type { Project } from '../../../shared/projects/project.ts';
import { api } from '../../backend/client.ts';
import { Duration } from '../../ui/Duration.tsx';
import { Revision } from '../../ui/Revision.tsx';
import styles from './RunningDeploy.module.css';

const stepNow = (run: Run): string => {
  const at = run.steps.findIndex(({ state }) => state === 'running');
  const step = run.steps[at];
  return step === undefined ? run.state : `${String(at + 1)}/${String(run.steps.length)} ${step.name}`;
};

/** The deploy that goes on in this project, with its step and clock; leads to the run. Nothing when none does. */
export const RunningDeploy = ({ project }: { readonly project: Project }) => {
  const { data } = useQuery(api.deploys.summary.queryOptions({ input: { project: project.id } }));
  const running = (data ?? []).flatMap(({ active }) => (active === null ? [] : [active]));
  return running.map((run) => (
    <Link
      key={run.id}
      to="/p/$project/runs/$run"
      params={{ project: project.id, run: run.id }}
      className={styles.running}
    >
      <IconRocket size={15} aria-hidden />
      <VisuallyHidden>Running deploy:</VisuallyHidden>
      <Revision plain value={run.revision} />
      <span className={styles.where}>
        to <bdi>{run.environmentName}</bdi>
      </span>
      <span className={styles.step}>{stepNow(run)}</span>
      <Duration since={run.startedAt ?? run.createdAt} />
    </Link>
  ));
};
