import { progressByCategory } from '../../../shared/qa/qaProgress.ts';
import { caseOutcomes, type QaResult } from '../../../shared/qa/qaRun.ts';
import styles from './CategoryProgress.module.css';
import { categoryTitle, countsInWords } from './qaWords.ts';

/** How far each category is: a bar, and the same in words. */
export const CategoryProgress = ({ results }: { readonly results: readonly QaResult[] }) => (
  <ul className={styles.categories} aria-label="Progress by category">
    {progressByCategory(results).map(({ category, counts, cases }) => (
      <li key={category} className={styles.category}>
        <span className={styles.name}>{categoryTitle[category]}</span>
        <span className={styles.bar} aria-hidden>
          {caseOutcomes
            .filter((outcome) => counts[outcome] > 0)
            .map((outcome) => (
              <span
                key={outcome}
                className={styles.part}
                data-outcome={outcome}
                style={{ flexGrow: counts[outcome] }}
              />
            ))}
        </span>
        <span className={styles.words}>
          {countsInWords(counts)}
          {counts.requiredOpen > 0 && `; ${counts.requiredOpen} of ${cases} still to pass`}
        </span>
      </li>
    ))}
  </ul>
);
