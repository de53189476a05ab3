import { useQuery } from '@tanstack/react-query';
import type { EnvironmentId } from '../../../shared/ids.ts';
import styles from './CollectionLine.module.css';
import { sourceOf } from './metricsQueries.ts';

/** From which Prometheus the figures of the server come; nothing where Pitwall collects them itself. */
export const SourceLine = ({ environment }: { readonly environment: EnvironmentId }) => {
  const { data: source } = useQuery(sourceOf(environment));
  if (source == null) return null;
  const refused = source.queries.filter(({ trouble }) => trouble !== null);
  return (
    <>
      <p className={styles.line}>
        <span>
          Figures of the server come from Prometheus at <bdi>{source.host}</bdi>; the path is looked at from here.
        </span>
      </p>
      {refused.map(({ kind, trouble }) => (
        <p key={kind} className={styles.line}>
          <span>
            It refuses the expression for {kind}: <bdi>{trouble}</bdi>
          </span>
        </p>
      ))}
    </>
  );
};
