import { ActionIcon } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Project } from '../../../shared/projects/project.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { announce } from '../../ui/announce.ts';
import { EmptyView } from '../../ui/EmptyView.tsx';
import { notifyFailure } from '../../ui/notify.ts';
import styles from './EnvironmentList.module.css';
import { moved } from './moved.ts';
import { useProjectsCache } from './useProjectsCache.ts';

/** The environments of a project, with arrows that change the order at once and take it back when it is refused. */
export const EnvironmentList = ({ project }: { readonly project: Project }) => {
  const cache = useProjectsCache();
  const order = useMutation(
    api.projects.orderEnvironments.mutationOptions({
      onSuccess: (saved) => cache.put(saved),
      onError: (error) => {
        void cache.invalidate();
        notifyFailure('The order was not saved', describeFailure(error));
      },
    }),
  );
  const { environments } = project;
  const move = (from: number, to: number) => {
    const next = moved(environments, from, to);
    cache.put({ ...project, environments: [...next] });
    announce(`${environments[from]?.name ?? ''} is now ${String(to + 1)} of ${String(environments.length)}`);
    order.mutate({ project: project.id, order: next.map(({ id }) => id) });
  };
  if (environments.length === 0) {
    return <EmptyView title="No environment yet">Add the server that runs this project, staging first.</EmptyView>;
  }
  return (
    <ol className={styles.list}>
      {environments.map((environment, index) => (
        <li key={environment.id} className={styles.row}>
          <span className={styles.moves}>
            <ActionIcon
              size={22}
              aria-label={`Move ${environment.name} up`}
              disabled={index === 0 || order.isPending}
              onClick={() => move(index, index - 1)}
            >
              <IconArrowUp size={14} />
            </ActionIcon>
            <ActionIcon
              size={22}
              aria-label={`Move ${environment.name} down`}
              disabled={index === environments.length - 1 || order.isPending}
              onClick={() => move(index, index + 1)}
            >
              <IconArrowDown size={14} />
            </ActionIcon>
          </span>
          <Link
            to="/projects/$project/environments/$environment"
            params={{ project: project.id, environment: environment.id }}
            className={styles.name}
            title={environment.name}
          >
            <bdi>{environment.name}</bdi>
          </Link>
          <span className={styles.tier}>
            {environment.tier}
            {environment.protected && ', protected'}
          </span>
          <code className={styles.target}>
            {environment.ssh.user}@{environment.ssh.host}:{environment.ssh.port}
          </code>
          <Link
            to="/projects/$project/environments/$environment/connection"
            params={{ project: project.id, environment: environment.id }}
            className={styles.connection}
            aria-label={`Connection of ${environment.name}`}
          >
            Connection
          </Link>
        </li>
      ))}
    </ol>
  );
};
