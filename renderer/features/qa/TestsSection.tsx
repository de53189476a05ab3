import { Button } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { WholeQaRun } from '../../../shared/qa/contract.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { notifyFailure } from '../../ui/notify.ts';
import { QueryView } from '../../ui/QueryView.tsx';
import { Section } from '../../ui/Section.tsx';
import styles from './qaForm.module.css';
import { qaSettingsOf, testRunOf, testRunsOf } from './qaQueries.ts';
import { TestRunList } from './TestRunList.tsx';

/** The project's own tests on the revision of a QA run: started here, followed on their own page. */
export const TestsSection = ({ run }: { readonly run: WholeQaRun }) => {
  const cache = useQueryClient();
  const navigate = useNavigate();
  const settings = useQuery(qaSettingsOf(run.projectId)).data?.settings;
  const tests = useQuery(testRunsOf(run.projectId, run.id));
  const start = useMutation(
    api.qa.startTests.mutationOptions({
      onSuccess: (test) => {
        cache.setQueryData(testRunOf(test.id).queryKey, test);
        void navigate({ to: '/p/$project/qa/tests/$test', params: { project: run.projectId, test: test.id } });
      },
      onError: (error) => notifyFailure('The tests were not started', describeFailure(error)),
    }),
  );
  const going = tests.data?.some(({ end }) => end === null) ?? false;
  return (
    <Section
      title="Test command"
      actions={
        settings?.command != null &&
        run.state === 'running' && (
          <Button
            size="compact-sm"
            leftSection={<IconPlayerPlay size={14} aria-hidden />}
            loading={start.isPending}
            disabled={going}
            onClick={() => start.mutate({ project: run.projectId, revision: run.revision, run: run.id })}
          >
            Run the tests
          </Button>
        )
      }
    >
      {settings !== undefined && settings.command === null && (
        <p className={styles.lead}>
          There is none yet.{' '}
          <LinkButton
            to="/p/$project/qa/settings"
            params={{ project: run.projectId }}
            size="compact-sm"
            variant="default"
          >
            Set the test command
          </LinkButton>
        </p>
      )}
      <QueryView
        query={tests}
        what="Reading the runs of the tests"
        failed="The runs of the tests could not be read"
        rows={2}
      >
        {(all) => {
          if (all.length > 0) return <TestRunList tests={all} />;
          return (
            settings?.command != null && (
              <p className={styles.lead}>
                It has not run for this QA run. Its JUnit files answer the cases that they fit.
              </p>
            )
          );
        }}
      </QueryView>
    </Section>
  );
};
