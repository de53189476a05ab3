import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { describeFailure } from '../../backend/failure.ts';
import { useProject } from '../../backend/useProject.ts';
import { EmptyView } from '../../ui/EmptyView.tsx';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { Page } from '../../ui/Page.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import styles from './DeployPage.module.css';
import { summaryOf } from './deployQueries.ts';
import { EnvironmentColumn } from './EnvironmentColumn.tsx';
import { useColumnKeys } from './useColumnKeys.ts';

const route = getRouteApi('/p/$project/deploy');

/** What runs on every environment, staging before production, and what would be deployed there. Each column asks its own target. */
export const DeployPage = () => {
  const { project } = route.useParams();
  const query = useProject(project);
  const summary = useQuery(summaryOf(project));
  useColumnKeys();
  return (
    <Page
      title="Deploy"
      lead="Staging first, then production. What runs is read from each server itself."
      actions={
        <LinkButton to="/p/$project/history" params={{ project }} variant="default">
          Open the history
        </LinkButton>
      }
    >
      <QueryView query={query} what="Reading the environments" failed="The environments could not be read">
        {(found) => {
          if (found === null)
            return <EmptyView title="This project is gone">It was deleted, or the address is old.</EmptyView>;
          if (found.environments.length === 0)
            return (
              <EmptyView
                title="No environment yet"
                actions={
                  <LinkButton to="/projects/$project/environments/new" params={{ project }}>
                    Add an environment
                  </LinkButton>
                }
              >
                Say where {found.name} runs: a server with SSH, the path of its checkout and its systemd unit. Then you
                can deploy to it from here.
              </EmptyView>
            );
          return (
            <>
              {summary.isError && summary.data === undefined && (
                <ErrorView
                  title="What was deployed last could not be read"
                  failure={describeFailure(summary.error)}
                  onRetry={() => void summary.refetch()}
                  retrying={summary.isFetching}
                />
              )}
              <div className={styles.columns}>
                {found.environments.map((environment) => (
                  <EnvironmentColumn
                    key={environment.id}
                    environment={environment}
                    summary={summary.data?.find((each) => each.environment === environment.id)}
                  />
                ))}
              </div>
            </>
          );
        }}
      </QueryView>
    </Page>
  );
};
