import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { WholeQaRun } from '../../../shared/qa/contract.ts';
import { definedError } from '../../ui/definedError.ts';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { Page } from '../../ui/Page.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Revision } from '../../ui/Revision.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { CategoryProgress } from './CategoryProgress.tsx';
import { GoneQaPage } from './GoneQaPage.tsx';
import { NewCases } from './NewCases.tsx';
import { QaRunActs } from './QaRunActs.tsx';
import styles from './QaRunPage.module.css';
import { qaRunOf } from './qaQueries.ts';
import { qaRunShown } from './qaWords.ts';
import { ReportSection } from './ReportSection.tsx';
import { RunCases } from './RunCases.tsx';
import { TestsSection } from './TestsSection.tsx';
import { useQaAnnouncements } from './useQaAnnouncements.ts';

const route = getRouteApi('/p/$project/qa/$run');

const Lead = ({ run }: { readonly run: WholeQaRun }) => (
  <div className={styles.lead}>
    <StatusBadge {...qaRunShown(run)} />
    <span>
      of <Revision value={run.revision} />
    </span>
    <span>
      begun by <bdi>{run.startedBy}</bdi> <RelativeTime at={run.startedAt} />
    </span>
    {run.endedAt !== null && (
      <span>
        {run.state} by <bdi>{run.endedBy}</bdi> <RelativeTime at={run.endedAt} />
        {run.endReason !== '' && (
          <>
            : <bdi>{run.endReason}</bdi>
          </>
        )}
      </span>
    )}
    {run.reopens !== null && (
      <Link to="/p/$project/qa/$run" params={{ project: run.projectId, run: run.reopens }}>
        takes up an earlier run
      </Link>
    )}
  </div>
);

const Body = ({ run }: { readonly run: WholeQaRun }) => {
  useQaAnnouncements(run);
  return (
    <>
      <CategoryProgress results={run.results} />
      <NewCases run={run} />
      <RunCases run={run} />
      <TestsSection run={run} />
      <ReportSection run={run} />
    </>
  );
};

/** One QA run: what is to be tested of a revision, and what came of it. */
export const QaRunPage = () => {
  const { project, run: id } = route.useParams();
  const query = useQuery(qaRunOf(id));
  const run = query.data;
  if (definedError(query.error, 'GONE') !== null) return <GoneQaPage project={project} what="QA run" />;
  return (
    <Page
      title={run?.name ?? 'QA run'}
      lead={run !== undefined && <Lead run={run} />}
      actions={
        <>
          {run !== undefined && <QaRunActs run={run} />}
          <LinkButton to="/p/$project/qa" params={{ project }} variant="default">
            All runs
          </LinkButton>
        </>
      }
    >
      <QueryView query={query} what="Reading the QA run" failed="The QA run could not be read" rows={10}>
        {(found) => <Body key={found.id} run={found} />}
      </QueryView>
    </Page>
  );
};
