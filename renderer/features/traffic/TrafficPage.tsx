import { getRouteApi } from '@tanstack/react-router';
import { useProject } from '../../backend/useProject.ts';
import { EnvironmentView } from '../../ui/EnvironmentView.tsx';
import { LinkTab, LinkTabs } from '../../ui/LinkTabs.tsx';
import { Page } from '../../ui/Page.tsx';
import { EnvironmentTraffic } from './EnvironmentTraffic.tsx';
import { ExceptionSection } from './ExceptionSection.tsx';

const route = getRouteApi('/p/$project/traffic');

/** What users ask for, how long they wait and what fails, out of nginx's access log and the app's journal. */
export const TrafficPage = () => {
  const { project } = route.useParams();
  const { environment: wanted } = route.useSearch();
  const query = useProject(project);
  return (
    <Page
      title="Traffic"
      lead="What users ask for, how long they wait and what fails, read from nginx’s access log and the app’s journal."
    >
      <EnvironmentView query={query} wanted={wanted} then="Then its access log can be read from here.">
        {(shown, environments) => (
          <>
            <LinkTabs label="Environments with traffic">
              {environments.map(({ id, name }) => (
                <LinkTab
                  key={id}
                  to="/p/$project/traffic"
                  params={{ project }}
                  search={{ environment: id }}
                  shown={id === shown.id}
                >
                  <bdi>{name}</bdi>
                </LinkTab>
              ))}
            </LinkTabs>
            <EnvironmentTraffic key={shown.id} environment={shown} />
            <ExceptionSection key={`${shown.id} exceptions`} environment={shown} />
          </>
        )}
      </EnvironmentView>
    </Page>
  );
};
