import { getRouteApi } from '@tanstack/react-router';
import { EmptyView } from '../../ui/EmptyView.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { Page } from '../../ui/Page.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { EnvironmentTraffic } from './EnvironmentTraffic.tsx';
import { ExceptionSection } from './ExceptionSection.tsx';
import { TrafficTabs } from './TrafficTabs.tsx';
import { useTrafficProject } from './trafficQueries.ts';

const route = getRouteApi('/p/$project/traffic');

/** What users ask for, how long they wait and what fails, out of nginx's access log and the app's journal. */
export const TrafficPage = () => {
  const { project } = route.useParams();
  const { environment: wanted } = route.useSearch();
  const query = useTrafficProject(project);
  return (
    <Page
      title="Traffic"
      lead="What users ask for, how long they wait and what fails, read from nginx’s access log and the app’s journal."
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
                Say where {found.name} runs. Then its access log can be read from here.
              </EmptyView>
            );
          return (
            <>
              <TrafficTabs environments={found.environments} shown={shown.id} />
              <EnvironmentTraffic key={shown.id} environment={shown} />
              <ExceptionSection key={`${shown.id} exceptions`} environment={shown} />
            </>
          );
        }}
      </QueryView>
    </Page>
  );
};
