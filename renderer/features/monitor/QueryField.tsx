import { Button, Textarea } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import type { EnvironmentId } from '../../../shared/ids.ts';
import { exampleQueries } from '../../../shared/prometheus/usualQueries.ts';
import { api } from '../../backend/client.ts';
import styles from './QueryFields.module.css';
import { TriedResult } from './TriedResult.tsx';
import { typedSource, type WatchDraft } from './watchDraft.ts';

interface Props {
  readonly form: UseFormReturnType<WatchDraft>;
  readonly environment: EnvironmentId;
  readonly kind: string;
  /** Its place in the draft. */
  readonly index: number;
}

/** One expression, with a button that asks Prometheus for it by what is typed. */
export const QueryField = ({ form, environment, kind, index }: Props) => {
  const run = useMutation(api.prometheus.try.mutationOptions({ gcTime: 0 }));
  const query = (form.values.prometheus.queries[index]?.query ?? '').trim();
  const typed = typedSource({ ...form.values.prometheus, queries: [] });
  const name = kind === '' ? 'your series' : kind;
  return (
    <div className={styles.field}>
      <div className={styles.line}>
        <Textarea
          className={styles.query}
          label={name}
          autosize
          minRows={1}
          maxRows={6}
          spellCheck={false}
          placeholder={exampleQueries[kind] ?? 'not read'}
          {...form.getInputProps(`prometheus.queries.${String(index)}.query`)}
        />
        <Button
          variant="default"
          aria-label={`Try ${name}`}
          disabled={query === '' || !typed.success}
          loading={run.isPending}
          onClick={() => typed.success && run.mutate({ environment, source: typed.data, kind, query })}
        >
          Try
        </Button>
      </div>
      <TriedResult tried={run.data ?? null} error={run.error} />
    </div>
  );
};
