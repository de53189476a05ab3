import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { Environment } from '../../../shared/projects/environment.ts';
import { useProject } from '../../backend/useProject.ts';
import { EnvironmentView, shownEnvironment } from '../../ui/EnvironmentView.tsx';
import { Page } from '../../ui/Page.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { Section } from '../../ui/Section.tsx';
import { AlertsNav } from './AlertsNav.tsx';
import { noticeSettings } from './alertsQueries.ts';
import { EnvironmentChoice } from './EnvironmentChoice.tsx';
import { MaintenanceSection } from './MaintenanceSection.tsx';
import { NoticesSection } from './NoticesSection.tsx';
import { QuietHoursForm } from './QuietHoursForm.tsx';
import { SilenceSection } from './SilenceSection.tsx';

const route = getRouteApi('/p/$project/alerts/quiet');

/** When nobody is told: maintenance windows and silences of an environment, and the quiet hours of this Pitwall. */
export const QuietPage = () => {
  const { project } = route.useParams();
  const { environment: wanted } = route.useSearch();
  const navigate = useNavigate();
  const query = useProject(project);
  const environments = query.data?.environments ?? [];
  const shown = shownEnvironment(environments, wanted);
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
      <EnvironmentView query={query} wanted={wanted} then="Then its maintenance can be planned here.">
        {(environment) => <Quiet key={environment.id} environment={environment} />}
      </EnvironmentView>
    </Page>
  );
};

const Quiet = ({ environment }: { readonly environment: Environment }) => {
  const settings = useQuery(noticeSettings());
  return (
    <>
      <MaintenanceSection environment={environment} />
      <SilenceSection environment={environment} />
      <NoticesSection />
      <Section title="Quiet hours" lead="Of this Pitwall, for every project. What happens then is told when they end.">
        <QueryView query={settings} what="Reading the quiet hours" failed="The quiet hours could not be read" rows={1}>
          {(saved) => <QuietHoursForm key={JSON.stringify(saved)} initial={saved} />}
        </QueryView>
      </Section>
    </>
  );
};
