import { useQuery } from '@tanstack/react-query';
import type { EnvironmentId } from '../../../shared/ids.ts';
import { describeFailure } from '../../backend/failure.ts';
import styles from './ChartSource.module.css';
import type { ChartPlan } from './chartPlans.ts';
import { sourceOf } from './metricsQueries.ts';

interface Props {
  readonly environment: EnvironmentId;
  readonly plan: ChartPlan;
  /** Why what is drawn could not be read anew. */
  readonly trouble: Error | null;
}

/** Marks a chart that is read from Prometheus, with what it is asked; and says so when what is drawn is old. */
export const ChartSource = ({ environment, plan, trouble }: Props) => {
  const { data: source } = useQuery(sourceOf(environment));
  if (source == null) return null;
  const kinds = new Set(plan.series.map(({ name }) => name.split(':')[0]));
  const queries = source.queries.filter(({ kind }) => kinds.has(kind));
  if (queries.length === 0) return null;
  return (
    <div className={styles.source}>
      <details>
        <summary>
          from Prometheus at <bdi>{source.host}</bdi>
        </summary>
        <dl className={styles.queries}>
          {queries.map(({ kind, query }) => (
            <div key={kind}>
              <dt>{kind}</dt>
              <dd>
                <code>{query}</code>
              </dd>
            </div>
          ))}
        </dl>
      </details>
      {trouble !== null && (
        <p className={styles.old}>
          What is drawn is old: <bdi>{describeFailure(trouble).message}</bdi>
        </p>
      )}
    </div>
  );
};
