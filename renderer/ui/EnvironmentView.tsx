import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { EnvironmentId } from '../../shared/ids.ts';
import type { Environment } from '../../shared/projects/environment.ts';
import type { Project } from '../../shared/projects/project.ts';
import { EmptyView } from './EmptyView.tsx';
import { LinkButton } from './LinkButton.tsx';
import { QueryView } from './QueryView.tsx';

/** The environment that a screen shows: the one of its address, else the first; undefined while there is none. */
export const shownEnvironment = (
  environments: readonly Environment[],
  wanted: EnvironmentId | undefined,
): Environment | undefined => environments.find(({ id }) => id === wanted) ?? environments[0];

interface Props {
  readonly query: UseQueryResult<Project | null>;
  readonly wanted: EnvironmentId | undefined;
  /** What can be done once there is an environment, as a sentence. */
  readonly then: string;
  readonly children: (shown: Environment, environments: readonly Environment[]) => ReactNode;
}

/** A screen about one environment of a project at a time; says what to do when the project is gone or has none. */
export const EnvironmentView = ({ query, wanted, then, children }: Props) => (
  <QueryView query={query} what="Reading the environments" failed="The environments could not be read">
    {(project) => {
      if (project === null)
        return <EmptyView title="This project is gone">It was deleted, or the address is old.</EmptyView>;
      const shown = shownEnvironment(project.environments, wanted);
      if (shown !== undefined) return children(shown, project.environments);
      return (
        <EmptyView
          title="No environment yet"
          actions={
            <LinkButton to="/projects/$project/environments/new" params={{ project: project.id }}>
              Add an environment
            </LinkButton>
          }
        >
          Say where {project.name} runs. {then}
        </EmptyView>
      );
    }}
  </QueryView>
);
