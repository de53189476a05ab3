import { Button, PasswordInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { SecretKind } from '../../../shared/connections/contract.ts';
import type { EnvironmentId } from '../../../shared/ids.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { notifyDone } from '../../ui/notify.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import styles from './SecretRow.module.css';

const titles: Readonly<Record<SecretKind, string>> = {
  passphrase: 'Passphrase of the key file',
  password: 'Password',
  jumpPassphrase: 'Passphrase of the jump host’s key file',
  jumpPassword: 'Password on the jump host',
};

interface Props {
  readonly environment: EnvironmentId;
  readonly kind: SecretKind;
  readonly held: boolean;
  /** False for a secret that is kept though the settings need it no more. */
  readonly wanted: boolean;
}

/** One secret: whether it is kept, a field to set it, a button to forget it. The field is emptied as soon as it was sent. */
export const SecretRow = ({ environment, kind, held, wanted }: Props) => {
  const client = useQueryClient();
  const [value, setValue] = useState('');
  const refresh = () =>
    client.invalidateQueries({ queryKey: api.connections.secrets.queryKey({ input: { environment } }) });
  const set = useMutation(
    api.connections.setSecret.mutationOptions({
      onSuccess: async () => {
        setValue('');
        notifyDone(`${titles[kind]} kept`);
        await refresh();
      },
      gcTime: 0,
    }),
  );
  const clear = useMutation(
    api.connections.clearSecret.mutationOptions({
      onSuccess: async () => {
        notifyDone(`${titles[kind]} forgotten`);
        await refresh();
      },
    }),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (value !== '') set.mutate({ environment, kind, value });
  };
  const failed = set.error ?? clear.error;
  return (
    <form className={styles.row} onSubmit={submit}>
      <div className={styles.fields}>
        {wanted ? (
          <PasswordInput
            className={styles.input}
            label={titles[kind]}
            placeholder={held ? 'Type a new one to replace it' : ''}
            autoComplete="off"
            value={value}
            onChange={(event) => setValue(event.currentTarget.value)}
          />
        ) : (
          <span className={styles.input}>{titles[kind]}: no longer needed by these settings</span>
        )}
        <span className={styles.state}>
          <StatusBadge bare status={held ? 'healthy' : 'unknown'} label={held ? 'kept' : 'not kept'} />
        </span>
        {wanted && (
          <Button type="submit" variant="default" disabled={value === ''} loading={set.isPending}>
            {held ? 'Replace' : 'Keep'}
          </Button>
        )}
        {held && (
          <Button variant="default" loading={clear.isPending} onClick={() => clear.mutate({ environment, kind })}>
            Forget
          </Button>
        )}
      </div>
      {failed !== null && <ErrorView title={`${titles[kind]} was not changed`} failure={describeFailure(failed)} />}
    </form>
  );
};
