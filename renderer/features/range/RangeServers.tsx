import type { RangeServer } from '../../../shared/range/contract.ts';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';

const columns: readonly Column<RangeServer>[] = [
  { key: 'name', title: 'Server', cell: ({ name }) => name },
  {
    key: 'version',
    title: 'Answers with',
    width: '30%',
    cell: ({ version }) =>
      version === null ? (
        <StatusBadge bare status="stopped" label="app not running" />
      ) : (
        <code title={version}>{version}</code>
      ),
  },
  { key: 'ssh', title: 'SSH', kind: 'figure', width: '90px', cell: ({ sshPort }) => <code>:{sshPort}</code> },
  {
    key: 'edge',
    title: 'Edge',
    kind: 'figure',
    width: '90px',
    cell: ({ edgePort }) => (edgePort === null ? '' : <code>:{edgePort}</code>),
  },
  { key: 'nginx', title: 'nginx', kind: 'figure', width: '90px', cell: ({ nginxPort }) => <code>:{nginxPort}</code> },
  { key: 'app', title: 'App', kind: 'figure', width: '90px', cell: ({ appPort }) => <code>:{appPort}</code> },
  {
    key: 'faults',
    title: 'Faults on',
    kind: 'figure',
    width: '90px',
    cell: ({ faults }) =>
      faults.length === 0 ? 'none' : <StatusBadge bare status="degraded" label={String(faults.length)} />,
  },
];

/** The range's servers with the ports they listen on and the version they answer with. */
export const RangeServers = ({ servers }: { readonly servers: readonly RangeServer[] }) => (
  <DataTable caption="Servers of the practice range" columns={columns} rows={servers} rowKey={({ name }) => name} />
);
