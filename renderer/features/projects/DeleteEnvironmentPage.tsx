import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { Environment } from '../../../shared/projects/environment.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { useProject } from '../../backend/useProject.ts';
import { ConfirmByName } from '../../ui/ConfirmByName.tsx';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { notifyDone } from '../../ui/notify.ts';
import { Page } from '../../ui/Page.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { DependentsList } from './DependentsList.tsx';
import { GoneView } from './GoneView.tsx';
import { environmentDependents } from './projectsQueries.ts';
import { useProjectsCache } from './useProjectsCache.ts';

const route = getRouteApi('/projects/$project/environments/$environment/delete');

const DeleteBody = ({ environment }: { readonly environment: Environment }) => {
  const navigate = useNavigate();
  const cache = useProjectsCache();
  const dependents = useQuery(environmentDependents(environment.id));
  const remove = useMutation(
    api.projects.deleteEnvironment.mutationOptions({
      onSuccess: () => {
        cache.removeEnvironment(environment);
        notifyDone(`Environment ${environment.name} deleted`);
        void navigate({ to: '/projects/$project', params: { project: environment.projectId } });
      },
    }),
  );
  return (
    <>
      <p>
        This deletes the environment from Pitwall. The server is not touched: what runs there goes on running. It cannot
        be undone.
      </p>
      <DependentsList query={dependents} />
      {remove.isError && <ErrorView title="The environment was not deleted" failure={describeFailure(remove.error)} />}
      <ConfirmByName
        name={environment.name}
        of="environment"
        act="Delete the environment"
        busy={remove.isPending}
        onConfirm={(confirm) => remove.mutate({ environment: environment.id, confirm })}
      >
        <LinkButton
          to="/projects/$project/environments/$environment"
          params={{ project: environment.projectId, environment: environment.id }}
          variant="default"
        >
          Keep it
        </LinkButton>
      </ConfirmByName>
    </>
  );
};

/** The confirm page of an environment's end: what goes with it, and its name to type. */
export const DeleteEnvironmentPage = () => {
  const params = route.useParams();
  const query = useProject(params.project);
  const environment = query.data?.environments.find(({ id }) => id === params.environment) ?? null;
  return (
    <Page
      title={environment === null ? 'Delete environment' : `Delete environment ${environment.name}?`}
      width="narrow"
    >
      <QueryView query={query} what="Reading the environment" failed="The environment could not be read">
        {() => (environment === null ? <GoneView what="environment" /> : <DeleteBody environment={environment} />)}
      </QueryView>
    </Page>
  );
};
