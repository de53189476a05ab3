import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { Environment } from '../../../shared/projects/environment.ts';
import { api } from '../../backend/client.ts';
import { EmptyView } from '../../ui/EmptyView.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { Page } from '../../ui/Page.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { ConnectionTestPanel } from './ConnectionTestPanel.tsx';
import { PinnedKeys } from './PinnedKeys.tsx';
import { SecretsPanel } from './SecretsPanel.tsx';
import { useConnectionTest } from './useConnectionTest.ts';

const route = getRouteApi('/projects/$project/environments/$environment/connection');

const Body = ({ environment }: { readonly environment: Environment }) => {
  const client = useQueryClient();
  const { test, start } = useConnectionTest(environment.id);
  const onTrusted = () => {
    void client.invalidateQueries({
      queryKey: api.connections.pinnedHostKeys.queryKey({ input: { environment: environment.id } }),
    });
    void start();
  };
  return (
    <>
      <ConnectionTestPanel environment={environment} test={test} onStart={() => void start()} onTrusted={onTrusted} />
      <SecretsPanel environment={environment} />
      <PinnedKeys environment={environment.id} />
    </>
  );
};

/** How Pitwall reaches one environment: a test stage by stage, the secrets it signs in with, the host keys it trusts. */
export const ConnectionPage = () => {
  const params = route.useParams();
  const query = useQuery({
    ...api.projects.list.queryOptions(),
    select: (projects) =>
      projects.flatMap(({ environments }) => environments).find(({ id }) => id === params.environment) ?? null,
  });
  const environment = query.data ?? null;
  return (
    <Page
      title={environment === null ? 'Connection' : `Connection to ${environment.name}`}
      width="narrow"
      lead={
        environment !== null && (
          <code>
            {environment.ssh.user}@{environment.ssh.host}:{environment.ssh.port}
            {environment.ssh.jump !== null &&
              ` through ${environment.ssh.jump.user}@${environment.ssh.jump.host}:${String(environment.ssh.jump.port)}`}
          </code>
        )
      }
      actions={
        environment !== null && (
          <>
            <LinkButton to="/projects/$project/environments/$environment" params={params} variant="default">
              Edit environment
            </LinkButton>
            <LinkButton to="/p/$project/deploy" params={{ project: params.project }} variant="default">
              Go to Deploy
            </LinkButton>
          </>
        )
      }
    >
      <QueryView query={query} what="Reading the environment" failed="The environment could not be read">
        {(found) =>
          found === null ? (
            <EmptyView title="This environment is gone">
              It was deleted, or the address is old. <Link to="/projects">See all projects.</Link>
            </EmptyView>
          ) : (
            <Body key={found.id} environment={found} />
          )
        }
      </QueryView>
    </Page>
  );
};
