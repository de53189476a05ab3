import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { WatchState } from '../../../shared/monitor/contract.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import { useProject } from '../../backend/useProject.ts';
import { EnvironmentView, shownEnvironment } from '../../ui/EnvironmentView.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { Page } from '../../ui/Page.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { EnvironmentPath } from './EnvironmentPath.tsx';
import { EnvironmentTabs } from './EnvironmentTabs.tsx';
import { LookNow } from './LookNow.tsx';
import { watchesOf } from './monitorQueries.ts';

const route = getRouteApi('/p/$project/path');

/** The public path of each environment, hop by hop: what stands, what fails first, and how it was. */
export const PathPage = () => {
  const { project } = route.useParams();
  const { environment: wanted } = route.useSearch();
  const query = useProject(project);
  const watches = useQuery(watchesOf(project));
  const environments = query.data?.environments ?? [];
  const shown = shownEnvironment(environments, wanted);
  const watch = watches.data?.find(({ environment }) => environment === shown?.id)?.watch;
  return (
    <Page
      title="Path"
      lead="From the user to the app, each hop looked at from where it can be seen."
      actions={shown !== undefined && watch !== undefined && <PathActs environment={shown} watch={watch} />}
    >
      <EnvironmentView query={query} wanted={wanted} then="Then its path can be watched from here.">
        {(environment) => (
          <QueryView query={watches} what="Reading how the path stands" failed="How the path stands could not be read">
            {(all) => (
              <>
                <EnvironmentTabs environments={environments} watches={all} shown={environment.id} />
                {watch !== undefined && (
                  <EnvironmentPath key={environment.id} environment={environment} watch={watch} />
                )}
              </>
            )}
          </QueryView>
        )}
      </EnvironmentView>
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
