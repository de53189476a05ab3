import type { Suppression } from '../../../shared/patterns/finding.ts';
import { visibleText } from '../../ui/console/visibleText.ts';
import { DataTable } from '../../ui/DataTable.tsx';

/** Comments that keep rules quiet on a branch's lines, with their reasons. */
export const Suppressions = ({ suppressions }: { readonly suppressions: readonly Suppression[] }) =>
  suppressions.length === 0 ? null : (
    <DataTable
      caption="Suppressions on changed lines"
      rows={suppressions}
      rowKey={({ path, line, text }) => `${path}:${line} ${text}`}
      columns={[
        {
          key: 'place',
          title: 'Suppressed at',
          width: '34%',
          cell: ({ path, line }) => <bdi>{visibleText(`${path}:${line}`)}</bdi>,
        },
        {
          key: 'rules',
          title: 'Rules',
          width: '18%',
          cell: ({ rules }) => (rules.length === 0 ? 'all' : rules.join(', ')),
        },
        {
          key: 'reason',
          title: 'Reason',
          cell: ({ reason }) => (reason === null ? 'none is given' : <bdi>{visibleText(reason)}</bdi>),
        },
      ]}
    />
  );
