import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { WatchState } from '../../../shared/monitor/contract.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import { EmptyView } from '../../ui/EmptyView.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { Page } from '../../ui/Page.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { EnvironmentPath } from './EnvironmentPath.tsx';
import { EnvironmentTabs } from './EnvironmentTabs.tsx';
import { LookNow } from './LookNow.tsx';
import { useWatchedProject, watchesOf } from './monitorQueries.ts';

const route = getRouteApi('/p/$project/path');

/** The public path of each environment, hop by hop: what stands, what fails first, and how it was. */
export const PathPage = () => {
  const { project } = route.useParams();
  const { environment: wanted } = route.useSearch();
  const query = useWatchedProject(project);
  const watches = useQuery(watchesOf(project));
  const environments = query.data?.environments ?? [];
  const shown = environments.find(({ id }) => id === wanted) ?? environments[0];
  const watch = watches.data?.find(({ environment }) => environment === shown?.id)?.watch;
  return (
    <Page
      title="Path"
      lead="From the user to the app, each hop looked at from where it can be seen."
      actions={shown !== undefined && watch !== undefined && <PathActs environment={shown} watch={watch} />}
    >
      <QueryView query={query} what="Reading the environments" failed="The environments could not be read">
        {(found) => {
          if (found === null)
            return <EmptyView title="This project is gone">It was deleted, or the address is old.</EmptyView>;
          if (shown === undefined)
            return (
              <EmptyView
                title="No environment yet"
                actions={
                  <LinkButton to="/projects/$project/environments/new" params={{ project }}>
                    Add an environment
                  </LinkButton>
                }
              >
                Say where {found.name} runs. Then its path can be watched from here.
              </EmptyView>
            );
          return (
            <QueryView
              query={watches}
              what="Reading how the path stands"
              failed="How the path stands could not be read"
            >
              {(all) => (
                <>
                  <EnvironmentTabs environments={environments} watches={all} shown={shown.id} />
                  {watch !== undefined && <EnvironmentPath key={shown.id} environment={shown} watch={watch} />}
                </>
              )}
            </QueryView>
          );
        }}
      </QueryView>
    </Page>
  );
};

const PathActs = ({ environment, watch }: { readonly environment: Environment; readonly watch: WatchState }) => (
  <>
    <LookNow environment={environment} busy={watch.enabled && watch.path === null} />
    <LinkButton
      to="/p/$project/path/$environment/settings"
      params={{ project: environment.projectId, environment: environment.id }}
      variant="default"
    >
      Set how it is watched
    </LinkButton>
  </>
);
