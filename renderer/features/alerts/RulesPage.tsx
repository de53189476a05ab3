import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useProject } from '../../backend/useProject.ts';
import { EmptyView } from '../../ui/EmptyView.tsx';
import { EnvironmentView, shownEnvironment } from '../../ui/EnvironmentView.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { Page } from '../../ui/Page.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { usePlanningUndo } from '../../ui/usePlanningUndo.ts';
import { AddMissingRules } from './AddMissingRules.tsx';
import { AlertsNav } from './AlertsNav.tsx';
import { rulesOf } from './alertsQueries.ts';
import { EnvironmentChoice } from './EnvironmentChoice.tsx';
import { RuleTable } from './RuleTable.tsx';

const route = getRouteApi('/p/$project/alerts/rules');

/** What each environment is watched for. */
export const RulesPage = () => {
  const { project } = route.useParams();
  const { environment: wanted } = route.useSearch();
  const navigate = useNavigate();
  const query = useProject(project);
  usePlanningUndo(project, 'rules');
  const environments = query.data?.environments ?? [];
  const shown = shownEnvironment(environments, wanted);
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
            <AddMissingRules key={shown.id} environment={shown} />
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
      <EnvironmentView query={query} wanted={wanted} then="Its first rules are made by themselves.">
        {(environment) => <Rules key={environment.id} environment={environment} />}
      </EnvironmentView>
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
