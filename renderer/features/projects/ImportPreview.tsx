import type { FiledEnvironment, FiledProject } from '../../../shared/projects/projectFile.ts';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Section } from '../../ui/Section.tsx';

interface Props {
  readonly project: FiledProject;
}

const watching = ({ monitor }: FiledEnvironment): string => {
  if (monitor === null) return 'not set';
  const when = monitor.enabled ? `every ${String(monitor.intervalSeconds)} s` : 'off for now';
  const count = monitor.rules?.length ?? null;
  return count === null ? when : `${when}, ${count === 1 ? '1 rule' : `${String(count)} rules`}`;
};

const columns: readonly Column<FiledEnvironment>[] = [
  { key: 'name', title: 'Environment', cell: ({ name }) => <bdi title={name}>{name}</bdi> },
  { key: 'tier', title: 'Tier', width: '92px', cell: ({ tier }) => tier },
  {
    key: 'target',
    title: 'Server',
    width: '26%',
    cell: ({ ssh }) => <code>{`${ssh.user}@${ssh.host}:${String(ssh.port)}`}</code>,
  },
  { key: 'unit', title: 'Unit', width: '18%', cell: ({ unit }) => <code title={unit}>{unit}</code> },
  { key: 'branch', title: 'Branch', width: '80px', optional: true, cell: ({ branch }) => <code>{branch}</code> },
  { key: 'watched', title: 'Watched', width: '170px', optional: true, cell: watching },
];

/** What the file would create. */
export const ImportPreview = ({ project }: Props) => (
  <Section
    title={`The file holds project ${project.name}`}
    lead={`Key ${project.key}, ${project.environments.length === 1 ? '1 environment' : `${String(project.environments.length)} environments`}. Passwords and passphrases are never in a file; you add them afterwards.`}
  >
    {project.environments.length > 0 && (
      <DataTable
        caption={`Environments of ${project.name}`}
        columns={columns}
        rows={project.environments}
        rowKey={({ name }) => name}
      />
    )}
  </Section>
);
