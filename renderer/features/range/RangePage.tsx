import { Button } from '@mantine/core';
import { IconGitCommit } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { RangeState } from '../../../shared/range/contract.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { Callout } from '../../ui/Callout.tsx';
import { CodeBlock } from '../../ui/CodeBlock.tsx';
import { EmptyView } from '../../ui/EmptyView.tsx';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { notifyDone } from '../../ui/notify.ts';
import { Page } from '../../ui/Page.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { Section } from '../../ui/Section.tsx';
import { RangeFaults } from './RangeFaults.tsx';
import styles from './RangePage.module.css';
import { RangeServers } from './RangeServers.tsx';
import { useRangeCache } from './useRangeCache.ts';

const OpenWay = ({ state }: { readonly state: RangeState }) => {
  const cache = useRangeCache();
  const open = useMutation(api.range.open.mutationOptions({ onSuccess: cache.put }));
  if (!state.available) {
    return (
      <EmptyView title="The practice range cannot be opened on this machine">
        {state.why ?? 'Something it needs is missing.'}
      </EmptyView>
    );
  }
  return (
    <>
      {open.isError && <ErrorView title="The practice range did not open" failure={describeFailure(open.error)} />}
      <EmptyView
        title="The practice range is closed"
        actions={
          <Button loading={open.isPending} onClick={() => open.mutate(undefined)}>
            Open the practice range
          </Button>
        }
      >
        Opening it starts a staging and a production server on this machine, on 127.0.0.1 alone, and makes a project
        that deploys to them. {open.isPending && 'Building two servers and a repository…'}
      </EmptyView>
    </>
  );
};

const OpenRange = ({ state }: { readonly state: RangeState }) => {
  const cache = useRangeCache();
  const close = useMutation(api.range.close.mutationOptions({ onSuccess: cache.put }));
  const commit = useMutation(
    api.range.addCommit.mutationOptions({
      onSuccess: ({ revision, subject }) => notifyDone(`Commit ${revision.slice(0, 7)} added: ${subject}`),
    }),
  );
  return (
    <>
      <div className={styles.acts}>
        {state.project !== null && (
          <LinkButton to="/p/$project/deploy" params={{ project: state.project }}>
            Deploy to the practice range
          </LinkButton>
        )}
        {state.project !== null && (
          <LinkButton to="/p/$project/path" params={{ project: state.project }} variant="default">
            Look at its path
          </LinkButton>
        )}
        <Button
          variant="default"
          leftSection={<IconGitCommit size={15} aria-hidden />}
          loading={commit.isPending}
          onClick={() => commit.mutate(undefined)}
        >
          Add a commit
        </Button>
        <Button variant="default" loading={close.isPending} onClick={() => close.mutate(undefined)}>
          Close the range
        </Button>
      </div>
      {commit.isError && <ErrorView title="No commit was added" failure={describeFailure(commit.error)} />}
      {close.isError && <ErrorView title="The range was not closed" failure={describeFailure(close.error)} />}
      <Section title="Servers">
        <RangeServers servers={state.servers} />
      </Section>
      <RangeFaults state={state} />
      {state.folder !== null && (
        <Section
          title="Where it lives"
          lead="Look around with your own git and shell; deleting the folder resets the range."
        >
          <CodeBlock text={state.folder} what="folder of the range" wrap />
        </Section>
      )}
    </>
  );
};

/** The practice range: two servers to deploy to and to break on purpose. */
export const RangePage = () => {
  const query = useQuery(api.range.state.queryOptions());
  return (
    <Page title="Practice range" width="narrow">
      <Callout tone="info" title="This is practice.">
        Both servers run on this machine and can be reached from nowhere else. Git, rsync and SSH are real; systemd and
        nginx are stand-ins. Nothing you do here touches a real server.
      </Callout>
      <QueryView query={query} what="Looking at the practice range" failed="The practice range could not be looked at">
        {(state) => (state.open ? <OpenRange state={state} /> : <OpenWay state={state} />)}
      </QueryView>
    </Page>
  );
};
