import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Environment } from '../../../shared/projects/environment.ts';
import type { Project } from '../../../shared/projects/project.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { useProject } from '../../backend/useProject.ts';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { notifyDone } from '../../ui/notify.ts';
import { Page } from '../../ui/Page.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { EnvironmentEditor } from './EnvironmentEditor.tsx';
import { blankEnvironment, draftOf, type EnvironmentDraft } from './environmentDraft.ts';
import { GoneView } from './GoneView.tsx';
import styles from './NewEnvironmentPage.module.css';
import { nameTaken } from './nameTaken.ts';
import { useProjectsCache } from './useProjectsCache.ts';

const route = getRouteApi('/projects/$project/environments/new');

/** The next one after staging is production, and that one is protected. */
const copyOf = (environment: Environment): EnvironmentDraft => ({
  ...draftOf(environment),
  name: '',
  ...(environment.tier === 'staging' ? { tier: 'production', protected: true } : {}),
});

const NewBody = ({ project }: { readonly project: Project }) => {
  const navigate = useNavigate();
  const cache = useProjectsCache();
  const [from, setFrom] = useState<Environment | null>(null);
  const create = useMutation(
    api.projects.createEnvironment.mutationOptions({
      onSuccess: (made) => {
        cache.putEnvironment(made);
        notifyDone(`Environment ${made.name} created`);
        void navigate({
          to: '/projects/$project/environments/$environment/connection',
          params: { project: project.id, environment: made.id },
          ignoreBlocker: true,
        });
      },
    }),
  );
  const taken = nameTaken(create.error);
  return (
    <>
      {project.environments.length > 0 && (
        <div className={styles.copy}>
          <span>Start from the settings of</span>
          {project.environments.map((environment) => (
            <Button
              key={environment.id}
              variant="default"
              aria-pressed={from?.id === environment.id}
              onClick={() => setFrom(environment)}
            >
              <bdi className="pw-cut">{environment.name}</bdi>
            </Button>
          ))}
        </div>
      )}
      <EnvironmentEditor
        key={from?.id ?? 'blank'}
        initial={from === null ? blankEnvironment : copyOf(from)}
        act="Create environment"
        busy={create.isPending}
        nameError={taken}
        onSubmit={(settings) => create.mutate({ project: project.id, settings })}
      >
        {create.isError && taken === null && (
          <ErrorView title="The environment was not created" failure={describeFailure(create.error)} />
        )}
      </EnvironmentEditor>
    </>
  );
};

/** A new environment: blank or from another one's settings; its connection is tested next. */
export const NewEnvironmentPage = () => {
  const { project: id } = route.useParams();
  const query = useProject(id);
  return (
    <Page
      title={query.data ? `New environment of ${query.data.name}` : 'New environment'}
      width="narrow"
      lead={
        <Link to="/projects/$project" params={{ project: id }}>
          Back to the project
        </Link>
      }
    >
      <QueryView query={query} what="Reading the project" failed="The project could not be read" rows={8}>
        {(project) => (project === null ? <GoneView what="project" /> : <NewBody project={project} />)}
      </QueryView>
    </Page>
  );
};
