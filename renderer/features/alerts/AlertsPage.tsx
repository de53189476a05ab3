import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ListedAlert } from '../../../shared/alerts/contract.ts';
import { useProject } from '../../backend/useProject.ts';
import { EmptyView } from '../../ui/EmptyView.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { Page } from '../../ui/Page.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { Section } from '../../ui/Section.tsx';
import { AlertHistory } from './AlertHistory.tsx';
import { AlertsNav } from './AlertsNav.tsx';
import { AllowNotices } from './AllowNotices.tsx';
import { bySeverity } from './alertStatus.ts';
import { openAlertsOf } from './alertsQueries.ts';
import { OpenAlerts } from './OpenAlerts.tsx';
import { useAlertAnnouncements } from './useAlertAnnouncements.ts';

const route = getRouteApi('/p/$project/alerts');

/** What is wrong now, what was, and what can be done about it. */
export const AlertsPage = () => {
  const { project } = route.useParams();
  const query = useProject(project);
  const open = useQuery(openAlertsOf(project));
  const environments = query.data?.environments ?? [];
  useAlertAnnouncements(open.data?.alerts, environments);
  return (
    <Page title="Alerts" lead="What a rule found wrong, until it is right again." actions={<AllowNotices />}>
      <AlertsNav project={project} shown="alerts" />
      <QueryView query={query} what="Reading the environments" failed="The environments could not be read">
        {(found) => {
          if (found === null)
            return <EmptyView title="This project is gone">It was deleted, or the address is old.</EmptyView>;
          return (
            <>
              <Section title="Open" lead={howManyOpen(open.data?.alerts ?? [])}>
                <QueryView query={open} what="Reading what is open" failed="What is open could not be read">
                  {({ alerts }) =>
                    alerts.length === 0 ? (
                      <NothingOpen project={project} any={environments.length > 0} />
                    ) : (
                      <OpenAlerts alerts={alerts.toSorted(bySeverity)} environments={environments} />
                    )
                  }
                </QueryView>
              </Section>
              <AlertHistory project={project} environments={environments} />
            </>
          );
        }}
      </QueryView>
    </Page>
  );
};

/** Said where there are several, so that nobody counts. */
const howManyOpen = (alerts: readonly ListedAlert[]): string | undefined => {
  const critical = alerts.filter(({ severity }) => severity === 'critical').length;
  const warnings = alerts.length - critical;
  const parts = [
    ...(critical === 0 ? [] : [`${String(critical)} critical`]),
    ...(warnings === 0 ? [] : [`${String(warnings)} ${warnings === 1 ? 'warning' : 'warnings'}`]),
  ];
  return alerts.length > 1 ? `${parts.join(', ')}; the most severe first.` : undefined;
};

const NothingOpen = ({
  project,
  any,
}: {
  readonly project: Parameters<typeof openAlertsOf>[0];
  readonly any: boolean;
}) =>
  any ? (
    <EmptyView
      title="No open alert"
      actions={
        <LinkButton to="/p/$project/path" params={{ project }} variant="default">
          See what is watched
        </LinkButton>
      }
    >
      An alert opens here when a rule finds something. Rules judge only what is watched.
    </EmptyView>
  ) : (
    <EmptyView
      title="No environment yet"
      actions={
        <LinkButton to="/projects/$project/environments/new" params={{ project }}>
          Add an environment
        </LinkButton>
      }
    >
      Say where the project runs and switch its watching on. Its first rules are made by themselves.
    </EmptyView>
  );
