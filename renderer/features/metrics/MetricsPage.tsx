import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useProject } from '../../backend/useProject.ts';
import { EnvironmentView } from '../../ui/EnvironmentView.tsx';
import { LinkTab, LinkTabs } from '../../ui/LinkTabs.tsx';
import { Page } from '../../ui/Page.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { EnvironmentMetrics } from './EnvironmentMetrics.tsx';
import { watchesOf } from './metricsQueries.ts';

const route = getRouteApi('/p/$project/metrics');

/** What was measured of an environment, from minutes to a year, with its deploys marked. */
export const MetricsPage = () => {
  const { project } = route.useParams();
  const { environment: wanted } = route.useSearch();
  const query = useProject(project);
  const watches = useQuery(watchesOf(project));
  return (
    <Page
      title="Metrics"
      lead="What users wait for and what the server does, measured from here with nothing installed there."
    >
      <EnvironmentView query={query} wanted={wanted} then="Then what it does can be measured from here.">
        {(shown, environments) => (
          <>
            <LinkTabs label="Environments to measure">
              {environments.map(({ id, name }) => (
                <LinkTab
                  key={id}
                  to="/p/$project/metrics"
                  params={{ project }}
                  // The stretch of time stays.
                  search={(search) => ({ ...search, environment: id })}
                  shown={id === shown.id}
                >
                  <bdi>{name}</bdi>
                </LinkTab>
              ))}
            </LinkTabs>
            <QueryView query={watches} what="Reading how it is watched" failed="How it is watched could not be read">
              {(all) => (
                <EnvironmentMetrics
                  key={shown.id}
                  environment={shown}
                  watch={all.find(({ environment }) => environment === shown.id)?.watch ?? null}
                />
              )}
            </QueryView>
          </>
        )}
      </EnvironmentView>
    </Page>
  );
};
