import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import type { Environment } from '../../../shared/projects/environment.ts';
import { useProject } from '../../backend/useProject.ts';
import { EmptyView } from '../../ui/EmptyView.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { LoadingView } from '../../ui/LoadingView.tsx';
import { Page } from '../../ui/Page.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { ConfirmDeploy } from './ConfirmDeploy.tsx';
import { planToConfirm, summaryOf } from './deployQueries.ts';
import { PlanFailure } from './PlanFailure.tsx';

const route = getRouteApi('/p/$project/deploy/$environment/confirm');

/** One visit: a plan that stands still, and one request, however often the button is pressed. */
const Visit = ({ environment, app, again }: { environment: Environment; app: string; again: () => void }) => {
  const [request] = useState(() => crypto.randomUUID());
  const plan = useQuery(planToConfirm(environment.id, request));
  const summary = useQuery(summaryOf(environment.projectId));
  if (plan.isError)
    return <PlanFailure environment={environment} error={plan.error} onRetry={() => void plan.refetch()} />;
  if (plan.data === undefined) return <LoadingView what={`Asking ${environment.name} what would be done`} rows={8} />;
  const active = summary.data?.find((each) => each.environment === environment.id)?.active ?? null;
  return (
    <ConfirmDeploy
      app={app}
      environment={environment}
      plan={plan.data}
      active={active}
      request={request}
      onLookAgain={again}
    />
  );
};

/** Everything a deploy will do, before anything is sent; and the one button that does it. */
export const DeployConfirmPage = () => {
  const { project, environment: id } = route.useParams();
  const query = useProject(project);
  const [visit, setVisit] = useState(0);
  const environment = query.data?.environments.find((each) => each.id === id);
  return (
    <Page
      width="narrow"
      title={environment === undefined ? 'Confirm a deploy' : `Confirm the deploy to ${environment.name}`}
      lead="Nothing has been sent yet. This is all that will be done."
      actions={
        <LinkButton to="/p/$project/deploy" params={{ project }} variant="default">
          Back to Deploy
        </LinkButton>
      }
    >
      <QueryView query={query} what="Reading the environment" failed="The environment could not be read" rows={8}>
        {(found) =>
          environment === undefined || found === null ? (
            <EmptyView title="This environment is gone">It was deleted, or the address is old.</EmptyView>
          ) : (
            <Visit
              // Other settings make it another deploy: what stood here is asked anew.
              key={`${JSON.stringify(environment)} ${String(visit)}`}
              environment={environment}
              app={found.name}
              again={() => setVisit(visit + 1)}
            />
          )
        }
      </QueryView>
    </Page>
  );
};
