import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { WholeQaRun } from '../../../shared/qa/contract.ts';
import type { TestReport } from '../../../shared/qa/testReport.ts';
import { api } from '../../backend/client.ts';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { notifyDone } from '../../ui/notify.ts';
import { QueryView } from '../../ui/QueryView.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Section } from '../../ui/Section.tsx';
import styles from './qaForm.module.css';
import { reportsOf } from './qaQueries.ts';
import { ReportDrop } from './ReportDrop.tsx';
import { reportFigures } from './reportFigures.ts';

const columns: readonly Column<TestReport>[] = [
  {
    key: 'name',
    title: 'File',
    cell: ({ id, projectId, name }) => (
      <Link to="/p/$project/qa/reports/$report" params={{ project: projectId, report: id }} title={name}>
        <bdi>{name}</bdi>
      </Link>
    ),
  },
  { key: 'kind', title: 'Kind', width: '96px', cell: ({ kind }) => kind },
  { key: 'figures', title: 'Holds', width: '260px', cell: (report) => reportFigures(report) },
  {
    key: 'answered',
    title: 'Answered',
    kind: 'figure',
    width: '84px',
    cell: ({ answered, totals }) => (totals === null ? '' : answered.length),
  },
  {
    key: 'notes',
    title: 'Notes',
    kind: 'figure',
    width: '64px',
    cell: ({ notices }) => (notices.length === 0 ? '' : notices.length),
  },
  { key: 'at', title: 'Read', width: '104px', cell: ({ at }) => <RelativeTime at={at} /> },
];

/** The reports of a run: what the test command brought, and what is chosen or dropped here. */
export const ReportSection = ({ run }: { readonly run: WholeQaRun }) => {
  const cache = useQueryClient();
  const reports = useQuery(reportsOf(run.id));
  return (
    <Section
      title="Reports"
      lead="JUnit answers the cases that it fits; coverage (lcov, Cobertura) is kept for the revision."
    >
      {run.state === 'running' && (
        <ReportDrop
          project={run.projectId}
          run={run.id}
          button="Read a report"
          hint="Or drop a file here."
          onRead={({ notices }, fileName) => {
            void cache.invalidateQueries({ queryKey: api.qa.run.key() });
            void cache.invalidateQueries({ queryKey: api.qa.reports.key() });
            notifyDone(`${fileName} is read${notices.length === 0 ? '' : `. ${notices.join(' ')}`}`);
          }}
        />
      )}
      <QueryView query={reports} what="Reading the reports" failed="The reports could not be read" rows={2}>
        {(all) =>
          all.length === 0 ? (
            <p className={styles.lead}>No report yet.</p>
          ) : (
            <DataTable caption="Reports, newest first" columns={columns} rows={all} rowKey={({ id }) => id} />
          )
        }
      </QueryView>
    </Section>
  );
};
