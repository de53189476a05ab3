import { useMutation, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { Project } from '../../../shared/projects/project.ts';
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
import { projectDependents } from './projectsQueries.ts';
import { useProjectsCache } from './useProjectsCache.ts';

const route = getRouteApi('/projects/$project/delete');

const DeleteBody = ({ project }: { readonly project: Project }) => {
  const navigate = useNavigate();
  const cache = useProjectsCache();
  const dependents = useQuery(projectDependents(project.id));
  const remove = useMutation(
    api.projects.delete.mutationOptions({
      onSuccess: () => {
        cache.remove(project.id);
        notifyDone(`Project ${project.name} deleted`);
        void navigate({ to: '/projects' });
      },
    }),
  );
  return (
    <>
      <p>
        This deletes the project from Pitwall. The servers are not touched: what runs there goes on running. It cannot
        be undone; export the project first if you may want its settings again.
      </p>
      <DependentsList query={dependents} />
      {remove.isError && <ErrorView title="The project was not deleted" failure={describeFailure(remove.error)} />}
      <ConfirmByName
        name={project.name}
        of="project"
        act="Delete the project"
        busy={remove.isPending}
        onConfirm={(confirm) => remove.mutate({ project: project.id, confirm })}
      >
        <LinkButton to="/projects/$project" params={{ project: project.id }} variant="default">
          Keep it
        </LinkButton>
      </ConfirmByName>
    </>
  );
};

/** The confirm page of a project's end: what goes with it, and its name to type. */
export const DeleteProjectPage = () => {
  const { project: id } = route.useParams();
  const query = useProject(id);
  return (
    <Page title={query.data ? `Delete project ${query.data.name}?` : 'Delete project'} width="narrow">
      <QueryView query={query} what="Reading the project" failed="The project could not be read">
        {(project) => (project === null ? <GoneView what="project" /> : <DeleteBody project={project} />)}
      </QueryView>
    </Page>
  );
};
