import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useMemo, useRef } from 'react';
import type { TestRun } from '../../../shared/qa/testRun.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { announce } from '../../ui/announce.ts';
import { Callout } from '../../ui/Callout.tsx';
import { LogConsole } from '../../ui/console/LogConsole.tsx';
import { useLogView } from '../../ui/console/useLogView.ts';
import { Duration } from '../../ui/Duration.tsx';
import { definedError } from '../../ui/definedError.ts';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { notifyFailure } from '../../ui/notify.ts';
import { Page } from '../../ui/Page.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Revision } from '../../ui/Revision.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { GoneQaPage } from './GoneQaPage.tsx';
import styles from './QaRunPage.module.css';
import { testRunOf } from './qaQueries.ts';
import { testRunShown } from './qaWords.ts';
import { testLog } from './testLog.ts';

const route = getRouteApi('/p/$project/qa/tests/$test');

const Lead = ({ test }: { readonly test: TestRun }) => (
  <div className={styles.lead}>
    <StatusBadge {...testRunShown(test)} />
    {test.endedAt === null ? (
      <Duration since={test.startedAt} />
    ) : (
      <Duration milliseconds={test.endedAt - test.startedAt} />
    )}
    <span>
      <Revision value={test.revision} /> in <bdi>{test.where}</bdi>
    </span>
    <span>
      by <bdi>{test.startedBy}</bdi>, <RelativeTime at={test.startedAt} />
    </span>
  </div>
);

const Cancel = ({ test }: { readonly test: TestRun }) => {
  const cache = useQueryClient();
  const cancel = useMutation(
    api.qa.cancelTests.mutationOptions({
      onSuccess: (asked) => cache.setQueryData(testRunOf(asked.id).queryKey, asked),
      onError: (error) => notifyFailure('The tests were not cancelled', describeFailure(error)),
    }),
  );
  if (test.end !== null) return null;
  return (
    <Button
      variant="default"
      loading={cancel.isPending}
      disabled={test.cancelRequestedAt !== null}
      onClick={() => cancel.mutate({ test: test.id })}
    >
      {test.cancelRequestedAt === null ? 'Cancel the tests' : 'Being cancelled'}
    </Button>
  );
};

const Body = ({ test }: { readonly test: TestRun }) => {
  const { id, revision, startedAt } = test;
  const log = useMemo(() => testLog({ id, revision, startedAt }), [id, revision, startedAt]);
  const view = useLogView(log);
  const told = useRef(test.end !== null);
  useEffect(() => {
    if (told.current || test.end === null) return;
    told.current = true;
    announce(`The tests ended. ${test.end.reason} ${test.reportNotes.join(' ')}`);
  }, [test.end, test.reportNotes]);
  const bad = test.end !== null && test.end.kind !== 'passed';
  return (
    <>
      {(bad || test.reportNotes.length > 0) && (
        <Callout tone={bad && test.end?.kind !== 'cancelled' ? 'warning' : 'info'}>
          {bad && (
            <span>
              {test.end?.reason} {test.end?.act}
            </span>
          )}
          {test.reportNotes.map((note) => (
            <bdi key={note}>{note}</bdi>
          ))}
        </Callout>
      )}
      {view !== null && <LogConsole log={log} view={view} />}
    </>
  );
};

/** One run of the test command: what it prints as it comes, and how it ended. Leaving this page ends the watching, never the tests. */
export const TestRunPage = () => {
  const { project, test: id } = route.useParams();
  const query = useQuery(testRunOf(id));
  const test = query.data;
  if (definedError(query.error, 'GONE') !== null) return <GoneQaPage project={project} what="run of the tests" />;
  return (
    <Page
      fill
      title={test === undefined ? 'Tests' : `Tests of ${test.revision.slice(0, 7)}`}
      lead={test !== undefined && <Lead test={test} />}
      actions={
        test !== undefined && (
          <>
            <Cancel test={test} />
            {test.qaRun === null ? (
              <LinkButton to="/p/$project/qa" params={{ project }} variant="default">
                All runs
              </LinkButton>
            ) : (
              <LinkButton to="/p/$project/qa/$run" params={{ project, run: test.qaRun }} variant="default">
                Open the QA run
              </LinkButton>
            )}
          </>
        )
      }
    >
      <QueryView query={query} what="Reading the tests" failed="The tests could not be read" rows={8}>
        {(found) => <Body key={found.id} test={found} />}
      </QueryView>
    </Page>
  );
};
