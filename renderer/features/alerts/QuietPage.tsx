import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { Environment } from '../../../shared/projects/environment.ts';
import { EmptyView } from '../../ui/EmptyView.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { Page } from '../../ui/Page.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { Section } from '../../ui/Section.tsx';
import { AlertsNav } from './AlertsNav.tsx';
import { noticeSettings, useAlertedProject } from './alertsQueries.ts';
import { EnvironmentChoice } from './EnvironmentChoice.tsx';
import { MaintenanceSection } from './MaintenanceSection.tsx';
import { QuietHoursForm } from './QuietHoursForm.tsx';
import { SilenceSection } from './SilenceSection.tsx';

const route = getRouteApi('/p/$project/alerts/quiet');

/** When nobody is told: maintenance windows and silences of an environment, and the quiet hours of this Pitwall. */
export const QuietPage = () => {
  const { project } = route.useParams();
  const { environment: wanted } = route.useSearch();
  const navigate = useNavigate();
  const query = useAlertedProject(project);
  const environments = query.data?.environments ?? [];
  const shown = environments.find(({ id }) => id === wanted) ?? environments[0];
  return (
    <Page
      title="Quiet times"
      lead="When nobody is told. Alerts open and close all the same, and stand in the list."
      actions={
        shown !== undefined && (
          <EnvironmentChoice
            environments={environments}
            shown={shown.id}
            onChoose={(environment) =>
              void navigate({ to: '/p/$project/alerts/quiet', params: { project }, search: { environment } })
            }
          />
        )
      }
    >
      <AlertsNav project={project} shown="quiet" environment={shown?.id} />
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
                Say where {found.name} runs. Then its maintenance can be planned here.
              </EmptyView>
            );
          return <Quiet key={shown.id} environment={shown} />;
        }}
      </QueryView>
    </Page>
  );
};

const Quiet = ({ environment }: { readonly environment: Environment }) => {
  const settings = useQuery(noticeSettings());
  return (
    <>
      <MaintenanceSection environment={environment} />
      <SilenceSection environment={environment} />
      <Section title="Quiet hours" lead="Of this Pitwall, for every project. What happens then is told when they end.">
        <QueryView query={settings} what="Reading the quiet hours" failed="The quiet hours could not be read" rows={1}>
          {(saved) => <QuietHoursForm key={JSON.stringify(saved)} initial={saved} />}
        </QueryView>
      </Section>
    </>
  );
};
