import { Button, NativeSelect } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ProjectId } from '../../../shared/ids.ts';
import type { LedgerEntry } from '../../../shared/ledger/contract.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { EmptyView } from '../../ui/EmptyView.tsx';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { LoadingView } from '../../ui/LoadingView.tsx';
import { Page } from '../../ui/Page.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';

/** Entries a page; the next ones are a click away. */
const pageSize = 100;

const columns: readonly Column<LedgerEntry>[] = [
  { key: 'at', title: 'When', width: '110px', cell: ({ at }) => <RelativeTime at={at} /> },
  { key: 'summary', title: 'What', cell: ({ summary }) => <bdi title={summary}>{summary}</bdi> },
  { key: 'actor', title: 'Who', width: '18%', cell: ({ actor }) => <bdi title={actor}>{actor}</bdi> },
  { key: 'verb', title: 'Act', width: '150px', optional: true, cell: ({ verb }) => <code>{verb}</code> },
  { key: 'sequence', title: 'No.', width: '70px', kind: 'figure', optional: true, cell: ({ sequence }) => sequence },
];

/** Everything people and Pitwall did, newest first; nothing in it is ever changed. */
export const LedgerPage = () => {
  const [chosen, setChosen] = useState('');
  const projects = useQuery(api.projects.list.queryOptions());
  const project = ProjectId.safeParse(chosen).data ?? null;
  const query = useInfiniteQuery(
    api.ledger.list.infiniteOptions({
      input: (before: number | null) => ({ project, before, limit: pageSize }),
      initialPageParam: null as number | null,
      getNextPageParam: (page) => (page.more ? (page.entries.at(-1)?.sequence ?? null) : null),
    }),
  );
  const entries = query.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <Page
      title="History of acts"
      lead="Everything people and Pitwall did, newest first. Entries are only ever added."
      actions={
        <NativeSelect
          aria-label="Project"
          w={220}
          value={chosen}
          onChange={(event) => setChosen(event.currentTarget.value)}
          data={[
            { value: '', label: 'All projects' },
            ...(projects.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      }
    >
      {query.isPending && <LoadingView what="Reading the history" rows={8} />}
      {query.isError && entries.length === 0 && (
        <ErrorView
          title="The history could not be read"
          failure={describeFailure(query.error)}
          onRetry={() => void query.refetch()}
          retrying={query.isFetching}
        />
      )}
      {query.isSuccess && entries.length === 0 && (
        <EmptyView title="Nothing was done yet">Your first act, such as a new project, will stand here.</EmptyView>
      )}
      {entries.length > 0 && (
        <DataTable caption="Acts" columns={columns} rows={entries} rowKey={({ sequence }) => String(sequence)} />
      )}
      {query.hasNextPage && (
        <div>
          <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            Show older acts
          </Button>
        </div>
      )}
    </Page>
  );
};
