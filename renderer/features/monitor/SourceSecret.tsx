import { Button, PasswordInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { EnvironmentId } from '../../../shared/ids.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { notifyDone } from '../../ui/notify.ts';
import { QueryView } from '../../ui/QueryView.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import styles from './SourceSecret.module.css';

interface Props {
  readonly environment: EnvironmentId;
  /** As it is typed. */
  readonly url: string;
  readonly kind: 'bearer' | 'basic';
}

/** The token or password: whether one is kept and for which address, a field to set it, a button to forget it. It is never shown. */
export const SourceSecret = ({ environment, url, kind }: Props) => {
  const cache = useQueryClient();
  const [value, setValue] = useState('');
  const kept = useQuery(api.prometheus.secret.queryOptions({ input: { environment } }));
  const title = kind === 'bearer' ? 'Bearer token' : 'Password';
  const refresh = () => cache.invalidateQueries({ queryKey: api.prometheus.key() });
  const set = useMutation(
    api.prometheus.setSecret.mutationOptions({
      onSuccess: async () => {
        setValue('');
        notifyDone(`${title} kept`);
        await refresh();
      },
      gcTime: 0,
    }),
  );
  const clear = useMutation(
    api.prometheus.clearSecret.mutationOptions({
      onSuccess: async () => {
        notifyDone(`${title} forgotten`);
        await refresh();
      },
    }),
  );
  const failed = set.error ?? clear.error;
  const origin = URL.canParse(url) ? new URL(url).origin : null;
  return (
    <QueryView query={kept} what="Asking what is kept" failed="What is kept could not be asked for" rows={1}>
      {(secret) => (
        <div className={styles.row}>
          <PasswordInput
            className={styles.input}
            label={title}
            description="Kept apart from these settings at once, for this address alone, and shown to nobody."
            autoComplete="off"
            value={value}
            onChange={(event) => setValue(event.currentTarget.value)}
          />
          <span className={styles.state}>
            <StatusBadge
              bare
              status={secret === null ? 'unknown' : secret.origin === origin ? 'healthy' : 'degraded'}
              label={secret === null ? 'not kept' : `kept for ${secret.origin}`}
            />
          </span>
          <Button
            variant="default"
            disabled={value === '' || origin === null}
            loading={set.isPending}
            onClick={() => set.mutate({ environment, url, value })}
          >
            {secret === null ? `Keep the ${title.toLowerCase()}` : `Replace the ${title.toLowerCase()}`}
          </Button>
          {secret !== null && (
            <Button variant="default" loading={clear.isPending} onClick={() => clear.mutate({ environment })}>
              Forget it
            </Button>
          )}
          {failed !== null && <ErrorView title={`${title} was not changed`} failure={describeFailure(failed)} />}
        </div>
      )}
    </QueryView>
  );
};
