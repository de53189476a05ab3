import { IconPlugConnected, IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { Environment } from '../../../shared/projects/environment.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { useProject } from '../../backend/useProject.ts';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { notifyDone } from '../../ui/notify.ts';
import { Page } from '../../ui/Page.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { EnvironmentEditor } from './EnvironmentEditor.tsx';
import { draftOf } from './environmentDraft.ts';
import { GoneView } from './GoneView.tsx';
import { nameTaken } from './nameTaken.ts';
import { useProjectsCache } from './useProjectsCache.ts';

const route = getRouteApi('/projects/$project/environments/$environment/');

const EditorBody = ({ environment }: { readonly environment: Environment }) => {
  const cache = useProjectsCache();
  const update = useMutation(
    api.projects.updateEnvironment.mutationOptions({
      onSuccess: (saved) => {
        cache.putEnvironment(saved);
        notifyDone(`Environment ${saved.name} saved`);
      },
    }),
  );
  const taken = nameTaken(update.error);
  const draft = useMemo(() => draftOf(environment), [environment]);
  return (
    <EnvironmentEditor
      key={JSON.stringify(draft)}
      initial={draft}
      act="Save environment"
      busy={update.isPending}
      nameError={taken}
      onSubmit={(settings) => update.mutate({ environment: environment.id, settings })}
    >
      {update.isError && taken === null && (
        <ErrorView title="The environment was not saved" failure={describeFailure(update.error)} />
      )}
    </EnvironmentEditor>
  );
};

/** All settings of one environment. */
export const EnvironmentPage = () => {
  const params = route.useParams();
  const query = useProject(params.project);
  const environment = query.data?.environments.find(({ id }) => id === params.environment) ?? null;
  return (
    <Page
      title={environment === null ? 'Environment' : `Environment ${environment.name}`}
      width="narrow"
      lead={
        query.data && (
          <Link to="/projects/$project" params={{ project: params.project }}>
            Project <bdi>{query.data.name}</bdi>
          </Link>
        )
      }
      actions={
        environment !== null && (
          <>
            <LinkButton
              to="/projects/$project/environments/$environment/connection"
              params={params}
              variant="default"
              leftSection={<IconPlugConnected size={15} aria-hidden />}
            >
              Connection and secrets
            </LinkButton>
            <LinkButton
              to="/projects/$project/environments/$environment/delete"
              params={params}
              variant="default"
              leftSection={<IconTrash size={15} aria-hidden />}
            >
              Delete…
            </LinkButton>
          </>
        )
      }
    >
      <QueryView query={query} what="Reading the environment" failed="The environment could not be read" rows={8}>
        {() => (environment === null ? <GoneView what="environment" /> : <EditorBody environment={environment} />)}
      </QueryView>
    </Page>
  );
};
