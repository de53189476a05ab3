import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { EmptyView } from '../../ui/EmptyView.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { Page } from '../../ui/Page.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { EnvironmentMetrics } from './EnvironmentMetrics.tsx';
import { MeasuredEnvironments } from './MeasuredEnvironments.tsx';
import { useMeasuredProject, watchesOf } from './metricsQueries.ts';

const route = getRouteApi('/p/$project/metrics');

/** What was measured of an environment, from minutes to a year, with its deploys marked. */
export const MetricsPage = () => {
  const { project } = route.useParams();
  const { environment: wanted } = route.useSearch();
  const query = useMeasuredProject(project);
  const watches = useQuery(watchesOf(project));
  return (
    <Page
      title="Metrics"
      lead="What users wait for and what the server does, measured from here with nothing installed there."
    >
      <QueryView query={query} what="Reading the environments" failed="The environments could not be read">
        {(found) => {
          if (found === null)
            return <EmptyView title="This project is gone">It was deleted, or the address is old.</EmptyView>;
          const shown = found.environments.find(({ id }) => id === wanted) ?? found.environments[0];
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
                Say where {found.name} runs. Then what it does can be measured from here.
              </EmptyView>
            );
          return (
            <>
              <MeasuredEnvironments environments={found.environments} shown={shown.id} />
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
          );
        }}
      </QueryView>
    </Page>
  );
};
