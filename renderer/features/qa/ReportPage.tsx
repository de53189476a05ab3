import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import type { WholeTestReport } from '../../../shared/qa/contract.ts';
import { Callout } from '../../ui/Callout.tsx';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { definedError } from '../../ui/definedError.ts';
import { EmptyView } from '../../ui/EmptyView.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { Page } from '../../ui/Page.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Revision } from '../../ui/Revision.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import styles from './QaRunPage.module.css';
import { reportOf } from './qaQueries.ts';
import { junitShown } from './qaWords.ts';
import { reportFigures } from './reportFigures.ts';

const route = getRouteApi('/p/$project/qa/reports/$report');

type ReportCase = WholeTestReport['cases'][number];
type ReportFile = WholeTestReport['files'][number];

const caseColumns: readonly Column<ReportCase & { readonly at: number }>[] = [
  {
    key: 'outcome',
    title: 'Result',
    width: '104px',
    cell: ({ outcome }) => <StatusBadge bare {...junitShown[outcome]} />,
  },
  {
    key: 'name',
    title: 'Test',
    cell: ({ name, classname }) => (
      <bdi title={`${classname} › ${name}`}>
        {name} <span className={styles.dim}>{classname}</span>
      </bdi>
    ),
  },
  { key: 'message', title: 'Why', width: '32%', cell: ({ message }) => <bdi title={message}>{message}</bdi> },
  {
    key: 'seconds',
    title: 'Seconds',
    kind: 'figure',
    width: '84px',
    optional: true,
    cell: ({ seconds }) => (seconds === null ? '' : seconds.toFixed(3)),
  },
  { key: 'matched', title: 'Answers', width: '88px', cell: ({ matched }) => (matched ? 'a case' : 'no case') },
];

const fileColumns: readonly Column<ReportFile>[] = [
  { key: 'path', title: 'File', cell: ({ path }) => <bdi title={path}>{path}</bdi> },
  { key: 'covered', title: 'Ran', kind: 'figure', width: '90px', cell: ({ covered }) => covered },
  { key: 'missed', title: 'Did not', kind: 'figure', width: '90px', cell: ({ missed }) => missed },
  {
    key: 'share',
    title: 'Share',
    kind: 'figure',
    width: '90px',
    cell: ({ covered, missed }) =>
      covered + missed === 0 ? '' : `${Math.floor((covered / (covered + missed)) * 1000) / 10} %`,
  },
];

const Body = ({ report }: { readonly report: WholeTestReport }) => {
  const [shown, setShown] = useState<'all' | 'unmatched'>('all');
  const unmatched = report.cases.filter(({ matched }) => !matched);
  const cases = shown === 'all' ? report.cases : unmatched;
  return (
    <>
      {report.notices.length > 0 && (
        <Callout tone="warning" title="What to know of this file">
          {report.notices.map((notice) => (
            <bdi key={notice}>{notice}</bdi>
          ))}
        </Callout>
      )}
      {report.cases.length > 0 && (
        <>
          <div>
            <SegmentedControl
              aria-label="Which tests"
              value={shown}
              onChange={(value) => setShown(value === 'unmatched' ? 'unmatched' : 'all')}
              data={[
                { value: 'all', label: `All (${report.cases.length})` },
                { value: 'unmatched', label: `That answer no case (${unmatched.length})` },
              ]}
            />
          </div>
          <DataTable
            caption="Tests of the report, failures first"
            columns={caseColumns}
            rows={cases.map((each, at) => ({ ...each, at }))}
            rowKey={({ at }) => String(at)}
          />
        </>
      )}
      {report.files.length > 0 && (
        <DataTable
          caption="Files of the report, the least covered first"
          columns={fileColumns}
          rows={report.files}
          rowKey={({ path }) => path}
        />
      )}
      {report.more > 0 && <p>and {report.more.toLocaleString('en-GB')} more, not shown</p>}
      {report.cases.length === 0 && report.files.length === 0 && (
        <EmptyView title="Nothing in it">The file was read, and it holds no test case and no file.</EmptyView>
      )}
    </>
  );
};

/** What is in one report. */
export const ReportPage = () => {
  const { project, report: id } = route.useParams();
  const query = useQuery(reportOf(id));
  const report = query.data;
  return (
    <Page
      title={report?.name ?? 'Report'}
      lead={
        report !== undefined && (
          <div className={styles.lead}>
            <span>{report.kind}</span>
            <span>{reportFigures(report)}</span>
            <span>
              of <Revision value={report.revision} />
            </span>
            <span>
              read by <bdi>{report.by}</bdi> <RelativeTime at={report.at} />
            </span>
          </div>
        )
      }
      actions={
        report?.qaRun == null ? (
          <LinkButton to="/p/$project/qa" params={{ project }} variant="default">
            All runs
          </LinkButton>
        ) : (
          <LinkButton to="/p/$project/qa/$run" params={{ project, run: report.qaRun }} variant="default">
            Open the QA run
          </LinkButton>
        )
      }
    >
      {definedError(query.error, 'GONE') !== null ? (
        <EmptyView title="This report is gone">It was deleted with its project, or the address is wrong.</EmptyView>
      ) : (
        <QueryView query={query} what="Reading the report" failed="The report could not be read" rows={8}>
          {(found) => <Body report={found} />}
        </QueryView>
      )}
    </Page>
  );
};
