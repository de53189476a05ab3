import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ProjectId } from '../../../shared/ids.ts';
import type { BaselineNews } from '../../../shared/patterns/contract.ts';
import type { PatternBaseline } from '../../../shared/patterns/patternBaseline.ts';
import { client } from '../../backend/client.ts';
import { visibleText } from '../../ui/console/visibleText.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { EmptyView } from '../../ui/EmptyView.tsx';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Revision } from '../../ui/Revision.tsx';
import { Section } from '../../ui/Section.tsx';
import { BaselineTrend } from './BaselineTrend.tsx';
import { CheckProgress } from './CheckProgress.tsx';
import { countOf } from './countOf.ts';
import { baselineOfProject } from './patternQueries.ts';
import styles from './patterns.module.css';
import { RecordBaselineDialog } from './RecordBaselineDialog.tsx';
import { useNewsRun } from './useNewsRun.ts';

type Shrunk = Extract<BaselineNews, { readonly kind: 'baseline' }>;

/** The findings that base had when somebody drew the line; they may only become fewer. */
export const BaselineSection = ({ project }: { readonly project: ProjectId }) => {
  const query = useQuery(baselineOfProject(project));
  const [recording, setRecording] = useState(false);
  const { run, start, cancel } = useNewsRun<Shrunk>();
  const shrink = () => void start((signal) => client.patterns.shrinkBaseline({ project }, { signal }));
  return (
    <Section
      title="Baseline"
      lead="Older findings, which no branch has to mend. What is mended leaves for good."
      actions={
        query.data && (
          <>
            <Button variant="default" size="compact-sm" onClick={shrink} disabled={run.kind === 'running'}>
              Look at base again
            </Button>
            <Button variant="default" size="compact-sm" onClick={() => setRecording(true)}>
              Record anew…
            </Button>
          </>
        )
      }
    >
      {run.kind === 'running' && (
        <CheckProgress what="Looking at base" done={run.done} total={run.total} onCancel={cancel} />
      )}
      {run.kind === 'failed' && (
        <ErrorView title="Base could not be looked at" failure={run.failure} onRetry={shrink} />
      )}
      <QueryView query={query} what="Reading the baseline" failed="The baseline could not be read">
        {(baseline) =>
          baseline === null ? (
            <EmptyView
              title="No baseline yet"
              actions={<Button onClick={() => setRecording(true)}>Record a baseline…</Button>}
            >
              Until one is recorded every finding on a changed line counts as new.
            </EmptyView>
          ) : (
            <RecordedBaseline baseline={baseline} />
          )
        }
      </QueryView>
      {recording && (
        <RecordBaselineDialog
          project={project}
          before={query.data?.count ?? null}
          onClose={() => setRecording(false)}
        />
      )}
    </Section>
  );
};

const RecordedBaseline = ({ baseline }: { readonly baseline: PatternBaseline }) => {
  const { count, trend, recordedAt, recordedBy, reason, revision, perRule, perFile } = baseline;
  const began = trend[0]?.count ?? count;
  return (
    <>
      <p>
        <strong>{countOf(count, 'finding')}</strong>
        {began > count && `, ${began - count} fewer than the ${began} it began with`}. Recorded{' '}
        <RelativeTime at={recordedAt} /> by <bdi>{recordedBy}</bdi>: <bdi>{reason}</bdi>. Last looked at{' '}
        <Revision value={revision} plain />.
      </p>
      <BaselineTrend points={trend} />
      {count > 0 && (
        <details>
          <summary>Where they are</summary>
          <DataTable
            caption="Findings of the baseline by rule"
            rows={perRule}
            rowKey={({ rule }) => rule}
            columns={[
              { key: 'rule', title: 'Rule', cell: ({ rule }) => <code>{rule}</code> },
              { key: 'count', title: 'Findings', kind: 'figure', width: '110px', cell: (row) => row.count },
            ]}
          />
          <DataTable
            caption="Findings of the baseline by file"
            rows={perFile}
            rowKey={({ path }) => path}
            columns={[
              { key: 'path', title: 'File', cell: ({ path }) => <bdi className={styles.dim}>{visibleText(path)}</bdi> },
              { key: 'count', title: 'Findings', kind: 'figure', width: '110px', cell: (row) => row.count },
            ]}
          />
        </details>
      )}
    </>
  );
};
