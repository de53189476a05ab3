import { Button } from '@mantine/core';
import { useState } from 'react';
import type { StateSpan } from '../../../shared/monitor/contract.ts';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { formatDuration } from '../../ui/formatDuration.ts';
import { formatExact } from '../../ui/formatRelative.ts';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { hopTitles } from './hopTitles.ts';
import styles from './SpanTable.module.css';
import { shownState } from './shownState.ts';

/** As many rows as a plain table takes. */
const ROWS = 200;

const columns: readonly Column<StateSpan>[] = [
  { key: 'from', title: 'From', width: '130px', cell: ({ from }) => <RelativeTime at={from} /> },
  {
    key: 'took',
    title: 'For',
    width: '110px',
    cell: ({ from, to }) =>
      to === null ? 'until now' : <span title={formatExact(to)}>{formatDuration(to - from)}</span>,
  },
  { key: 'hop', title: 'Hop', width: '100px', cell: ({ hop }) => (hop === null ? 'whole path' : hopTitles[hop]) },
  {
    key: 'state',
    title: 'State',
    width: '110px',
    cell: ({ state }) => <StatusBadge bare status={shownState[state]} label={state} />,
  },
  { key: 'detail', title: 'What was seen', cell: ({ detail }) => <bdi title={detail}>{detail}</bdi> },
];

/** The same stretches as a table, newest first; folded until it is asked for. */
export const SpanTable = ({ spans }: { readonly spans: readonly StateSpan[] }) => {
  const [open, setOpen] = useState(false);
  if (spans.length === 0) return null;
  return (
    <div className={styles.table}>
      <div>
        <Button variant="default" size="compact-sm" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? 'Hide the table' : 'Show it as a table'}
        </Button>
      </div>
      {open && (
        <>
          <DataTable
            caption="What the hops were, newest first"
            columns={columns}
            rows={spans.toReversed().slice(0, ROWS)}
            rowKey={({ hop, from, state }) => `${hop ?? 'path'} ${String(from)} ${state}`}
          />
          {spans.length > ROWS && (
            <p>
              The newest {ROWS} of {spans.length} stretches.
            </p>
          )}
        </>
      )}
    </div>
  );
};
