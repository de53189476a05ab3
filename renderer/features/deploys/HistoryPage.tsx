import { Button, NativeSelect } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { EnvironmentId } from '../../../shared/ids.ts';
import { describeFailure } from '../../backend/failure.ts';
import { useProject } from '../../backend/useProject.ts';
import { EmptyView } from '../../ui/EmptyView.tsx';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { LoadingView } from '../../ui/LoadingView.tsx';
import { Page } from '../../ui/Page.tsx';
import { historyOf } from './deployQueries.ts';
import { RunTable } from './RunTable.tsx';

const route = getRouteApi('/p/$project/history');

/** Every run there was, newest first, with its verdict; each leads to its whole log. */
export const HistoryPage = () => {
  const { project } = route.useParams();
  const [environment, setEnvironment] = useState<EnvironmentId | null>(null);
  const environments = useProject(project).data?.environments ?? [];
  const query = useInfiniteQuery(historyOf(project, environment));
  const runs = query.data?.pages.flatMap((page) => page.runs) ?? [];
  const chosen = environments.find(({ id }) => id === environment);
  return (
    <Page
      title="History"
      lead="Every run, with its verdict and its whole log."
      actions={
        <NativeSelect
          aria-label="Environment"
          value={environment ?? ''}
          onChange={({ currentTarget: { value } }) => setEnvironment(EnvironmentId.safeParse(value).data ?? null)}
          data={[
            { value: '', label: 'All environments' },
            ...environments.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      }
    >
      {query.data === undefined && query.isError && (
        <ErrorView
          title="The history could not be read"
          failure={describeFailure(query.error)}
          onRetry={() => void query.refetch()}
          retrying={query.isFetching}
        />
      )}
      {query.data === undefined && !query.isError && <LoadingView what="Reading the history" rows={10} />}
      {query.data !== undefined && runs.length === 0 && (
        <EmptyView
          title={chosen === undefined ? 'No run yet' : `No run on ${chosen.name} yet`}
          actions={
            <LinkButton to="/p/$project/deploy" params={{ project }}>
              Go to Deploy
            </LinkButton>
          }
        >
          Deploy a revision; its run stays here with its log.
        </EmptyView>
      )}
      {runs.length > 0 && <RunTable runs={runs} />}
      {query.hasNextPage && (
        <div>
          <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            Show older runs
          </Button>
        </div>
      )}
      {query.isFetchNextPageError && (
        <ErrorView title="Older runs could not be read" failure={describeFailure(query.error)} />
      )}
    </Page>
  );
};
