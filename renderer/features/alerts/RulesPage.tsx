import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { EmptyView } from '../../ui/EmptyView.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { Page } from '../../ui/Page.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { AlertsNav } from './AlertsNav.tsx';
import { rulesOf, useAlertedProject } from './alertsQueries.ts';
import { EnvironmentChoice } from './EnvironmentChoice.tsx';
import { RuleTable } from './RuleTable.tsx';

const route = getRouteApi('/p/$project/alerts/rules');

/** What each environment is watched for. */
export const RulesPage = () => {
  const { project } = route.useParams();
  const { environment: wanted } = route.useSearch();
  const navigate = useNavigate();
  const query = useAlertedProject(project);
  const environments = query.data?.environments ?? [];
  const shown = environments.find(({ id }) => id === wanted) ?? environments[0];
  return (
    <Page
      title="Rules"
      lead="What opens an alert, and what closes it."
      actions={
        shown !== undefined && (
          <>
            <EnvironmentChoice
              environments={environments}
              shown={shown.id}
              onChoose={(environment) =>
                void navigate({ to: '/p/$project/alerts/rules', params: { project }, search: { environment } })
              }
            />
            <LinkButton
              to="/p/$project/alerts/$environment/rules/$rule"
              params={{ project, environment: shown.id, rule: 'new' }}
            >
              Add a rule
            </LinkButton>
          </>
        )
      }
    >
      <AlertsNav project={project} shown="rules" environment={shown?.id} />
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
                Rules belong to an environment. Say where {found.name} runs; its first rules are made by themselves.
              </EmptyView>
            );
          return <Rules key={shown.id} environment={shown} />;
        }}
      </QueryView>
    </Page>
  );
};

const Rules = ({ environment }: { readonly environment: Parameters<typeof RuleTable>[0]['environment'] }) => {
  const rules = useQuery(rulesOf(environment.id));
  return (
    <QueryView query={rules} what="Reading the rules" failed="The rules could not be read" rows={10}>
      {(all) =>
        all.length === 0 ? (
          <EmptyView
            title={`${environment.name} has no rules`}
            actions={
              <LinkButton
                to="/p/$project/alerts/$environment/rules/$rule"
                params={{ project: environment.projectId, environment: environment.id, rule: 'new' }}
              >
                Add a rule
              </LinkButton>
            }
          >
            Without a rule nothing is ever wrong here. Add one and try it against the past week.
          </EmptyView>
        ) : (
          <RuleTable environment={environment} rules={all} />
        )
      }
    </QueryView>
  );
};
