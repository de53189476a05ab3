import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { notifyDone } from '../../ui/notify.ts';
import { Page } from '../../ui/Page.tsx';
import { ProjectForm } from './ProjectForm.tsx';
import { useProjectsCache } from './useProjectsCache.ts';

const blank = { name: '', key: '', description: '' } as const;

/** A project from blank; its first environment comes next. */
export const NewProjectPage = () => {
  const navigate = useNavigate();
  const cache = useProjectsCache();
  const create = useMutation(
    api.projects.create.mutationOptions({
      onSuccess: (project) => {
        cache.put(project);
        notifyDone(`Project ${project.name} created`);
        void navigate({
          to: '/projects/$project/environments/new',
          params: { project: project.id },
          ignoreBlocker: true,
        });
      },
    }),
  );
  return (
    <Page title="New project" lead="First its name; then where it runs." width="narrow">
      <ProjectForm
        initial={blank}
        act="Create project"
        busy={create.isPending}
        onSubmit={(settings) => create.mutate(settings)}
      >
        {create.isError && <ErrorView title="The project was not created" failure={describeFailure(create.error)} />}
      </ProjectForm>
    </Page>
  );
};
