import { Button, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { EnvironmentId } from '../../../shared/ids.ts';
import { usualQueries } from '../../../shared/prometheus/usualQueries.ts';
import { QueryField } from './QueryField.tsx';
import styles from './QueryFields.module.css';
import type { WatchDraft } from './watchDraft.ts';

interface Props {
  readonly form: UseFormReturnType<WatchDraft>;
  readonly environment: EnvironmentId;
}

const usual = new Set(usualQueries.map(({ kind }) => kind));

/** One PromQL expression for each kind of series, and for kinds of one's own. */
export const QueryFields = ({ form, environment }: Props) => {
  const { queries } = form.values.prometheus;
  const own = queries.map(({ kind }, index) => ({ kind, index })).filter(({ index }) => index >= usual.size);
  return (
    <details className={styles.details} open={Object.keys(form.errors).some((name) => name.includes('queries'))}>
      <summary>What it is asked for, in PromQL</summary>
      <p className={styles.lead}>
        The usual ones fit node_exporter and blackbox_exporter. Empty: not read. $window stands for four scrapes, and in
        a chart for at least the time between two of its points.
      </p>
      <div className={styles.list}>
        {usualQueries.map(({ kind }, index) => (
          <QueryField key={kind} {...{ form, environment, kind, index }} />
        ))}
        {own.map(({ kind, index }) => (
          <div key={index} className={styles.own}>
            <TextInput
              label="Name of the series"
              placeholder="queue.length"
              {...form.getInputProps(`prometheus.queries.${String(index)}.kind`)}
            />
            <QueryField {...{ form, environment, kind, index }} />
          </div>
        ))}
      </div>
      <Button
        variant="default"
        onClick={() => form.insertListItem('prometheus.queries', { kind: '', query: '' })}
        disabled={own.length >= 32}
      >
        Add a series of your own
      </Button>
    </details>
  );
};
