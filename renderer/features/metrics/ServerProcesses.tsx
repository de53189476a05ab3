import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { Environment } from '../../../shared/projects/environment.ts';
import type { ServerProcess } from '../../../shared/resources/contract.ts';
import { describeFailure } from '../../backend/failure.ts';
import { Bytes } from '../../ui/Bytes.tsx';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { LoadingView } from '../../ui/LoadingView.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Section } from '../../ui/Section.tsx';
import { formatValue } from './formatValue.ts';
import { processesOf } from './metricsQueries.ts';

const columns: readonly Column<ServerProcess>[] = [
  { key: 'pid', title: 'Process', kind: 'figure', width: '80px', cell: ({ pid }) => pid },
  { key: 'name', title: 'Name', width: '150px', cell: ({ name }) => <bdi>{name}</bdi> },
  { key: 'cpu', title: 'Processor', kind: 'figure', width: '100px', cell: ({ cpu }) => formatValue(cpu, '%') },
  { key: 'memory', title: 'Memory', kind: 'figure', width: '100px', cell: ({ memory }) => <Bytes value={memory} /> },
  {
    key: 'command',
    title: 'Started as',
    optional: true,
    cell: ({ command }) => <code title={command ?? undefined}>{command ?? ''}</code>,
  },
];

/** What uses the server's processor and memory right now, when somebody asks. */
export const ServerProcesses = ({ environment }: { readonly environment: Environment }) => {
  const query = useQuery(processesOf(environment.id));
  const look = () => void query.refetch();
  return (
    <Section
      title="What runs there now"
      actions={
        <Button variant="default" onClick={look} loading={query.isFetching}>
          Look at {environment.name}
        </Button>
      }
      lead={
        query.data === undefined ? (
          'The processes that use most of the processor and the memory, over one second. Of the processor, 100 % is one of its cores.'
        ) : (
          <>
            Seen <RelativeTime at={query.data.at} />, over one second. Of the processor, 100 % is one of its cores.
          </>
        )
      }
    >
      {query.isError && (
        <ErrorView
          title={`${environment.name} could not be looked at`}
          failure={describeFailure(query.error)}
          onRetry={look}
          retrying={query.isFetching}
        />
      )}
      {query.data === undefined && query.isFetching && <LoadingView what="Counting for a second" rows={6} />}
      {query.data !== undefined && (
        <DataTable
          caption={`Processes of ${environment.name}`}
          columns={columns}
          rows={query.data.processes}
          rowKey={({ pid }) => String(pid)}
        />
      )}
    </Section>
  );
};
