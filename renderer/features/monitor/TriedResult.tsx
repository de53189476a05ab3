import type { TriedQuery } from '../../../shared/prometheus/contract.ts';
import { describeFailure } from '../../backend/failure.ts';
import styles from './QueryFields.module.css';

interface Props {
  readonly tried: TriedQuery | null;
  readonly error: Error | null;
}

/** What an expression gave: its series with their values, or what Prometheus says against it and where. */
export const TriedResult = ({ tried, error }: Props) => (
  <div role="status">
    {error !== null && <p className={styles.refused}>{describeFailure(error).message}</p>}
    {error === null && tried !== null && <Told tried={tried} />}
  </div>
);

const Told = ({ tried: { query, result } }: { readonly tried: TriedQuery }) => {
  if (result.kind === 'refused')
    return (
      <>
        <p className={styles.refused}>
          {result.line !== null && `Line ${String(result.line)}, column ${String(result.column)}: `}
          <bdi>{result.message}</bdi>
        </p>
        {result.line !== null && (
          <p className={styles.result}>
            It was sent as <code>{query}</code>
          </p>
        )}
      </>
    );
  if (result.count === 0)
    return <p className={styles.result}>It is understood, and there is nothing by it: look at the labels.</p>;
  return (
    <p className={styles.result}>
      {result.series.map(({ name, value }, index) => (
        <span key={name}>
          {index > 0 && ', '}
          <bdi>{name}</bdi> = {value === null ? 'not a number, a gap' : String(Number(value.toPrecision(6)))}
        </span>
      ))}
      {result.count > result.series.length && `, and ${String(result.count - result.series.length)} more`}
    </p>
  );
};
