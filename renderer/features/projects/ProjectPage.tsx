import { Button } from '@mantine/core';
import { IconFileExport, IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { Project } from '../../../shared/projects/project.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { useProject } from '../../backend/useProject.ts';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { notifyDone, notifyFailure } from '../../ui/notify.ts';
import { Page } from '../../ui/Page.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { Section } from '../../ui/Section.tsx';
import { saveTextFile } from '../../ui/saveTextFile.ts';
import { EnvironmentList } from './EnvironmentList.tsx';
import { GoneView } from './GoneView.tsx';
import { ProjectForm } from './ProjectForm.tsx';
import { useProjectsCache } from './useProjectsCache.ts';

const route = getRouteApi('/projects/$project/');

const ProjectActions = ({ project }: { readonly project: Project }) => {
  const save = useMutation(
    api.projects.exportFile.mutationOptions({
      onSuccess: ({ fileName, text }) => saveTextFile(fileName, text, 'application/yaml'),
      onError: (error) => notifyFailure('The project could not be exported', describeFailure(error)),
    }),
  );
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconFileExport size={15} aria-hidden />}
        loading={save.isPending}
        onClick={() => save.mutate({ project: project.id })}
      >
        Export as YAML
      </Button>
      <LinkButton
        to="/projects/$project/delete"
        params={{ project: project.id }}
        variant="default"
        leftSection={<IconTrash size={15} aria-hidden />}
      >
        Delete project…
      </LinkButton>
    </>
  );
};

const ProjectBody = ({ project }: { readonly project: Project }) => {
  const cache = useProjectsCache();
  const update = useMutation(
    api.projects.update.mutationOptions({
      onSuccess: (saved) => {
        cache.put(saved);
        notifyDone(`Project ${saved.name} saved`);
      },
    }),
  );
  return (
    <>
      <Section
        title="Environments"
        lead="In the order of deployment: staging before production."
        actions={
          <LinkButton
            to="/projects/$project/environments/new"
            params={{ project: project.id }}
            variant="default"
            leftSection={<IconPlus size={15} aria-hidden />}
          >
            Add an environment
          </LinkButton>
        }
      >
        <EnvironmentList project={project} />
      </Section>
      <Section title="Project">
        <ProjectForm
          key={`${project.name}|${project.key}|${project.description}`}
          initial={{ name: project.name, key: project.key, description: project.description }}
          act="Save project"
          busy={update.isPending}
          onSubmit={(settings) => update.mutate({ project: project.id, settings })}
        >
          {update.isError && <ErrorView title="The project was not saved" failure={describeFailure(update.error)} />}
        </ProjectForm>
      </Section>
    </>
  );
};

/** One project: its environments in order, its name, and the ways to export and to delete it. */
export const ProjectPage = () => {
  const { project: id } = route.useParams();
  const query = useProject(id);
  const project = query.data ?? null;
  return (
    <Page
      title={project === null ? 'Project' : `Project ${project.name}`}
      width="narrow"
      actions={project === null ? undefined : <ProjectActions project={project} />}
    >
      <QueryView query={query} what="Reading the project" failed="The project could not be read">
        {(found) => (found === null ? <GoneView what="project" /> : <ProjectBody project={found} />)}
      </QueryView>
    </Page>
  );
};
