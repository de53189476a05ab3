import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { type ProjectId, Revision } from '../../../shared/ids.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { notifyDone } from '../../ui/notify.ts';
import styles from './qaForm.module.css';
import { candidatesOf } from './qaQueries.ts';

const TYPED = 'typed';

interface Props {
  readonly project: ProjectId;
  /** How many cases the plan has. */
  readonly cases: number;
  readonly onClose: () => void;
}

/** Which revision a QA run is for, and what it is called. */
export const StartRunDialog = ({ project, cases, onClose }: Props) => {
  const navigate = useNavigate();
  const { data, isPending, error } = useQuery(candidatesOf(project));
  const [chosen, setChosen] = useState<string | null>(null);
  const [typed, setTyped] = useState('');
  const [name, setName] = useState<string | null>(null);
  const [asked, setAsked] = useState(false);
  const start = useMutation(
    api.qa.startRun.mutationOptions({
      onSuccess: (run) => {
        notifyDone(`The QA run ${run.name} has begun`);
        void navigate({ to: '/p/$project/qa/$run', params: { project, run: run.id } });
      },
    }),
  );
  const candidates = data?.candidates ?? [];
  const choice = chosen ?? (candidates.length > 0 ? '0' : TYPED);
  const candidate = choice === TYPED ? undefined : candidates[Number(choice)];
  const revision = candidate?.revision ?? Revision.safeParse(typed.trim().toLowerCase()).data;
  const proposed =
    candidate?.kind === 'tag' ? candidate.name : revision === undefined ? '' : `Candidate ${revision.slice(0, 7)}`;
  const called = (name ?? proposed).trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setAsked(true);
    if (revision !== undefined && called !== '') start.mutate({ project, revision, name: called });
  };
  const problem = data?.problem ?? (error === null ? null : describeFailure(error).message);
  return (
    <Dialog title="Start a QA run" closeLabel="Do not start" onClose={onClose}>
      <form className={styles.form} noValidate onSubmit={submit}>
        <p className={styles.lead}>
          It takes the {cases === 1 ? 'one case' : `${cases} cases`} of the plan as they are now, and belongs to one
          revision for good.
        </p>
        {isPending ? (
          <p className={styles.lead}>Asking the repository…</p>
        ) : candidates.length > 0 ? (
          <NativeSelect
            label="Revision"
            data-autofocus
            value={choice}
            onChange={({ currentTarget: { value } }) => setChosen(value)}
            data={[
              ...candidates.map(({ kind, name: title, revision: at, subject }, index) => ({
                value: String(index),
                label: `${kind === 'base' ? 'Head of' : 'Tag'} ${title} · ${at.slice(0, 7)} ${subject}`.slice(0, 120),
              })),
              { value: TYPED, label: 'Another one, typed' },
            ]}
          />
        ) : (
          problem !== null && <p className={styles.lead}>{problem}</p>
        )}
        {!isPending && choice === TYPED && (
          <TextInput
            label="Revision, all 40 digits"
            data-autofocus={candidates.length === 0 || undefined}
            classNames={{ input: styles.mono }}
            value={typed}
            error={
              asked && revision === undefined
                ? 'Give the whole name: 40 hexadecimal digits, as git rev-parse HEAD prints it.'
                : null
            }
            onChange={({ currentTarget: { value } }) => setTyped(value)}
          />
        )}
        <TextInput
          label="Name"
          maxLength={200}
          value={name ?? proposed}
          error={asked && revision !== undefined && called === '' ? 'Give it a name.' : null}
          onChange={({ currentTarget: { value } }) => setName(value)}
        />
        {start.isError && <ErrorView title="No run was started" failure={describeFailure(start.error)} />}
        <div className={styles.acts}>
          <Button variant="default" onClick={onClose}>
            Do not start
          </Button>
          <Button type="submit" loading={start.isPending} disabled={isPending}>
            Start the run
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
