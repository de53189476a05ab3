import { useQuery } from '@tanstack/react-query';
import type { HostKey } from '../../../shared/connections/sshFailure.ts';
import type { EnvironmentId } from '../../../shared/ids.ts';
import { api } from '../../backend/client.ts';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Section } from '../../ui/Section.tsx';

type Pinned = HostKey & { readonly since: number };

const columns: readonly Column<Pinned>[] = [
  { key: 'host', title: 'Host', width: '28%', cell: ({ host, port }) => <code>{`${host}:${String(port)}`}</code> },
  { key: 'type', title: 'Type', width: '120px', optional: true, cell: ({ type }) => type },
  {
    key: 'fingerprint',
    title: 'Fingerprint',
    cell: ({ fingerprint }) => <code title={fingerprint}>{fingerprint}</code>,
  },
  { key: 'since', title: 'Trusted', width: '110px', cell: ({ since }) => <RelativeTime at={since} /> },
];

/** The host keys Pitwall holds this environment's servers to. */
export const PinnedKeys = ({ environment }: { readonly environment: EnvironmentId }) => {
  const query = useQuery(api.connections.pinnedHostKeys.queryOptions({ input: { environment } }));
  return (
    <Section title="Trusted host keys">
      <QueryView query={query} what="Reading the trusted keys" failed="The trusted keys could not be read" rows={1}>
        {(keys) =>
          keys.length === 0 ? (
            <p>None yet. The first connection test shows the server's key and asks.</p>
          ) : (
            <DataTable
              caption="Trusted host keys"
              columns={columns}
              rows={keys}
              rowKey={({ host, port, type }) => `${host} ${String(port)} ${type}`}
            />
          )
        }
      </QueryView>
    </Section>
  );
};
