import { Button, Checkbox, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { StartProposal } from '../../../shared/branches/contract.ts';
import { refusesBranch } from '../../../shared/branches/refusesBranch.ts';
import type { ItemId, ProjectId } from '../../../shared/ids.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { planningWindow } from '../../backend/planningWindow.ts';
import { Callout } from '../../ui/Callout.tsx';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { notifyDone } from '../../ui/notify.ts';
import { QueryView } from '../../ui/QueryView.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import styles from './branches.module.css';
import { branchesOf, proposalOf } from './branchesQueries.ts';
import { TakeBranch } from './TakeBranch.tsx';

interface Props {
  readonly project: ProjectId;
  readonly item: ItemId;
  readonly onClose: () => void;
}

/** The branch that work on an item begins with. */
export const StartWorkForm = (props: Props) => {
  const proposal = useQuery(proposalOf(props.project, props.item));
  return (
    <QueryView
      query={proposal}
      what="Looking for branches of the item"
      failed="The branches of the item could not be looked for"
    >
      {(found) => <ProposedStart {...props} proposal={found} />}
    </QueryView>
  );
};

const ProposedStart = ({ project, item, onClose, proposal }: Props & { readonly proposal: StartProposal }) => {
  const cache = useQueryClient();
  const [name, setName] = useState<string | null>(null);
  const [push, setPush] = useState(true);
  const start = useMutation(
    api.branches.start.mutationOptions({
      onSuccess: (result) => {
        if (result.kind !== 'started') return;
        void cache.invalidateQueries({ queryKey: branchesOf(project).queryKey });
        notifyDone(
          `${result.branch} is made${result.pushed ? ' and pushed' : ''}${result.status === null ? '' : `, the item is ${result.status}`}`,
        );
        onClose();
      },
    }),
  );
  const existing = proposal.existing.filter(({ merged }) => !merged);
  const called = name ?? proposal.name;
  const wrong = refusesBranch(called);
  const old = start.data?.kind === 'base-may-be-old' ? start.data : null;
  const begin = (staleBaseOk: boolean) =>
    start.mutate({
      ...planningWindow,
      project,
      item,
      name: called,
      besides: proposal.existing.map((each) => each.name),
      push: push || !proposal.canKeep,
      staleBaseOk,
    });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wrong === null) begin(old !== null);
  };
  if (proposal.trouble !== null)
    return (
      <Callout tone="warning" title="Work cannot be started yet">
        <p>
          {proposal.trouble.message} {proposal.trouble.act}
        </p>
      </Callout>
    );
  return (
    <form className={styles.form} noValidate onSubmit={submit}>
      {existing.map((branch) => (
        <TakeBranch key={branch.name} branch={branch} />
      ))}
      <TextInput
        label={existing.length === 0 ? 'Branch' : 'A second branch'}
        description={`From ${proposal.base}, as the origin has it.`}
        classNames={{ input: styles.mono }}
        data-autofocus
        maxLength={240}
        value={called}
        error={wrong === null ? null : `The name ${wrong}.`}
        onChange={({ currentTarget: { value } }) => setName(value)}
      />
      {proposal.canKeep && (
        <Checkbox
          label="Push it to the origin"
          checked={push}
          onChange={({ currentTarget: { checked } }) => setPush(checked)}
        />
      )}
      <p className={styles.note}>
        {proposal.status === null
          ? 'The item stays in its status.'
          : `The item moves to ${proposal.status}. Undo takes that back and leaves the branch.`}
      </p>
      {old !== null && (
        <Callout tone="warning" title={`${proposal.base} may be old`}>
          <p>
            {old.trouble.message} {old.trouble.act}
          </p>
          <p>
            {old.fetchedAt === null ? (
              'It was never fetched.'
            ) : (
              <>
                It was fetched <RelativeTime at={old.fetchedAt} />.
              </>
            )}{' '}
            A branch that cannot be pushed now is pushed at the next fetch that works.
          </p>
        </Callout>
      )}
      {start.isError && <ErrorView title="Work was not started" failure={describeFailure(start.error)} />}
      <div className={styles.acts}>
        <Button variant="default" onClick={onClose}>
          Do not start
        </Button>
        <Button type="submit" loading={start.isPending} disabled={wrong !== null}>
          {old === null ? 'Start work' : 'Start from the old base'}
        </Button>
      </div>
    </form>
  );
};
