import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ProjectId } from '../../../shared/ids.ts';
import type { ListedQaRun } from '../../../shared/qa/contract.ts';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { EmptyView } from '../../ui/EmptyView.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { Page } from '../../ui/Page.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Revision } from '../../ui/Revision.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { type KeyGroup, useShownKeys } from '../../ui/shownKeys.ts';
import { useScreenKeys } from '../../ui/useScreenKeys.ts';
import { QaNav } from './QaNav.tsx';
import { planOfTests, qaRunsOf } from './qaQueries.ts';
import { countsInWords, qaRunShown } from './qaWords.ts';
import { StartRunDialog } from './StartRunDialog.tsx';

const route = getRouteApi('/p/$project/qa');

const keys: KeyGroup = { title: 'QA', keys: [{ keys: ['N'], act: 'Start a QA run' }] };

const columns: readonly Column<ListedQaRun>[] = [
  {
    key: 'name',
    title: 'Candidate',
    cell: ({ id, projectId, name }) => (
      <Link to="/p/$project/qa/$run" params={{ project: projectId, run: id }} title={name}>
        <bdi>{name}</bdi>
      </Link>
    ),
  },
  { key: 'revision', title: 'Revision', width: '92px', cell: ({ revision }) => <Revision value={revision} /> },
  {
    key: 'state',
    title: 'State',
    width: '180px',
    cell: (run) => <StatusBadge bare {...qaRunShown(run)} />,
  },
  { key: 'results', title: 'Results', width: '230px', cell: ({ counts }) => countsInWords(counts) },
  {
    key: 'when',
    title: 'Started',
    width: '104px',
    cell: ({ startedAt }) => <RelativeTime at={startedAt} />,
  },
];

/** The QA runs of a project, newest first, and where one begins. */
export const QaPage = () => {
  const { project } = route.useParams();
  const runs = useInfiniteQuery(qaRunsOf(project));
  const plan = useQuery(planOfTests(project));
  const [starting, setStarting] = useState(false);
  const planned = plan.data?.filter(({ archivedAt }) => archivedAt === null).length ?? 0;
  useShownKeys(keys);
  useScreenKeys({
    n: () => {
      if (planned > 0) setStarting(true);
      return planned > 0;
    },
  });
  return (
    <Page
      title="QA"
      lead="One run for each release candidate: what was tested of exactly that revision, and what came of it."
      actions={
        planned > 0 && (
          <Button
            leftSection={<IconPlus size={15} aria-hidden />}
            title="Start a QA run (N)"
            onClick={() => setStarting(true)}
          >
            Start a QA run
          </Button>
        )
      }
    >
      <QaNav project={project} shown="runs" />
      <QueryView query={plan} what="Reading the test plan" failed="The test plan could not be read">
        {() => (
          <QueryView query={runs} what="Reading the QA runs" failed="The QA runs could not be read">
            {({ pages }) => {
              const all = pages.flatMap((page) => page.runs);
              if (all.length === 0)
                return <NoRun project={project} planned={planned} onStart={() => setStarting(true)} />;
              return (
                <>
                  <DataTable caption="QA runs, newest first" columns={columns} rows={all} rowKey={({ id }) => id} />
                  {runs.hasNextPage && (
                    <div>
                      <Button
                        variant="default"
                        loading={runs.isFetchingNextPage}
                        onClick={() => void runs.fetchNextPage()}
                      >
                        Show older runs
                      </Button>
                    </div>
                  )}
                </>
              );
            }}
          </QueryView>
        )}
      </QueryView>
      {starting && <StartRunDialog project={project} cases={planned} onClose={() => setStarting(false)} />}
    </Page>
  );
};

const NoRun = ({
  project,
  planned,
  onStart,
}: {
  readonly project: ProjectId;
  readonly planned: number;
  readonly onStart: () => void;
}) =>
  planned === 0 ? (
    <EmptyView
      title="No test plan yet"
      actions={
        <LinkButton to="/p/$project/qa/plan" params={{ project }}>
          Make the test plan
        </LinkButton>
      }
    >
      Say first what must be tested before a release. Cases can be written by hand or taken from a JUnit file.
    </EmptyView>
  ) : (
    <EmptyView title="No QA run yet" actions={<Button onClick={onStart}>Start a QA run</Button>}>
      {`The plan has ${planned} ${planned === 1 ? 'case' : 'cases'}. A run holds them for one revision, with what came of each.`}
    </EmptyView>
  );
