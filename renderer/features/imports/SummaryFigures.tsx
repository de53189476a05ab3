import type { ImportSummary } from '../../../shared/imports/contract.ts';
import styles from './ImportItems.module.css';

interface Props {
  readonly summary: ImportSummary;
  /** Another check is under way. */
  readonly isOld?: boolean;
}

/** What becomes of the rows, in figures. */
export const SummaryFigures = ({ summary, isOld = false }: Props) => {
  const { created, updated, unchanged, skipped, failed } = summary;
  const figures = [
    { name: 'new', count: created },
    { name: 'changed', count: updated },
    { name: 'unchanged', count: unchanged },
    { name: 'left out (archived)', count: skipped },
    { name: 'with errors', count: failed, tone: 'bad' },
  ];
  return (
    <dl className={styles.figures} data-old={isOld || undefined} aria-busy={isOld}>
      {figures.map(({ name, count, tone }) => (
        <div key={name} className={styles.figure} data-tone={count > 0 ? tone : undefined}>
          <dt>{name}</dt>
          <dd>{count.toLocaleString('en')}</dd>
        </div>
      ))}
    </dl>
  );
};
