import { Button, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { RepositoryView } from '../../../shared/branches/contract.ts';
import type { ProjectId } from '../../../shared/ids.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { notifyDone, notifyFailure } from '../../ui/notify.ts';
import { Section } from '../../ui/Section.tsx';
import styles from './branches.module.css';

interface RowProps {
  readonly project: ProjectId;
  readonly kind: keyof RepositoryView['tokens'];
  readonly label: string;
  readonly held: boolean;
}

/** Tokens go in and never come out again. */
export const TokenSection = ({
  project,
  view: { tokens },
}: {
  readonly project: ProjectId;
  readonly view: RepositoryView;
}) => (
  <Section
    title="Tokens"
    lead="Kept as other secrets of Pitwall are, sent to their own server only, and never shown again. An ssh address needs none."
  >
    <TokenRow project={project} kind="https" label="For an https address" held={tokens.https} />
    <TokenRow project={project} kind="github" label="For GitHub" held={tokens.github} />
  </Section>
);

const TokenRow = ({ project, kind, label, held }: RowProps) => {
  const [value, setValue] = useState('');
  const store = useMutation(
    api.branches.setToken.mutationOptions({
      onSuccess: (_, { value: sent }) => {
        setValue('');
        notifyDone(sent === null ? 'The token is forgotten' : 'The token is stored');
      },
      onError: (error) => notifyFailure('The token was not stored', describeFailure(error)),
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (value.trim() !== '') store.mutate({ project, token: kind, value });
  };
  return (
    <form className={styles.bar} onSubmit={submit}>
      <PasswordInput
        className={styles.search}
        label={label}
        placeholder={held ? 'One is stored' : 'None is stored'}
        autoComplete="off"
        value={value}
        onChange={({ currentTarget: { value: typed } }) => setValue(typed)}
      />
      <Button type="submit" variant="default" disabled={value.trim() === ''} loading={store.isPending}>
        Store the token
      </Button>
      {held && (
        <Button variant="default" onClick={() => store.mutate({ project, token: kind, value: null })}>
          Forget it
        </Button>
      )}
    </form>
  );
};
