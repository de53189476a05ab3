import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { usePlanning } from '../../backend/usePlanning.ts';
import { BuildNav } from '../../ui/BuildNav.tsx';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { notifyDone } from '../../ui/notify.ts';
import { Page } from '../../ui/Page.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { repositoryOf } from './branchesQueries.ts';
import { RepositoryForm } from './RepositoryForm.tsx';
import { RepositoryLine } from './RepositoryLine.tsx';
import { RepositoryRemoval } from './RepositoryRemoval.tsx';
import { TokenSection } from './TokenSection.tsx';

const route = getRouteApi('/p/$project/build/repository');

/** Where a project's code is, and how Pitwall works with it. */
export const RepositoryPage = () => {
  const { project } = route.useParams();
  const cache = useQueryClient();
  const query = useQuery(repositoryOf(project));
  const planning = usePlanning(project);
  // A form that was saved begins anew with what is there; one that another window changed must not be drawn over.
  const [saved, setSaved] = useState(0);
  const save = useMutation(
    api.branches.saveRepository.mutationOptions({
      onSuccess: async () => {
        await cache.invalidateQueries({ queryKey: api.branches.key() });
        setSaved((count) => count + 1);
        notifyDone('The settings of the repository are saved');
      },
    }),
  );
  return (
    <Page title="Repository" lead="Where the project’s code is, and how Pitwall works with it." width="narrow">
      <BuildNav project={project} shown="repository" />
      <QueryView query={query} what="Reading the repository" failed="The repository could not be read" rows={8}>
        {(view) => (
          <QueryView query={planning} what="Reading the workflow" failed="The workflow could not be read" rows={8}>
            {({ settings }) => (
              <>
                {view.settings !== null && <RepositoryLine project={project} view={view} />}
                <RepositoryForm
                  key={`${project} ${saved}`}
                  project={project}
                  view={view}
                  workflow={settings.workflow}
                  busy={save.isPending}
                  onSubmit={(wanted, seen) => save.mutate({ project, seen, settings: wanted })}
                >
                  {save.isError && (
                    <ErrorView title="The settings were not saved" failure={describeFailure(save.error)} />
                  )}
                </RepositoryForm>
                <TokenSection project={project} view={view} />
                {view.settings !== null && (
                  <RepositoryRemoval project={project} view={view} onRemoved={() => setSaved((count) => count + 1)} />
                )}
              </>
            )}
          </QueryView>
        )}
      </QueryView>
    </Page>
  );
};
