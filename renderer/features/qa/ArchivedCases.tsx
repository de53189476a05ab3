import { Button } from '@mantine/core';
import type { TestCase } from '../../../shared/qa/testCase.ts';
import { Section } from '../../ui/Section.tsx';
import styles from './PlannedCases.module.css';
import { usePlanActs } from './usePlanActs.ts';

/** Cases that are out of the plan but held by runs. */
export const ArchivedCases = ({ cases }: { readonly cases: readonly TestCase[] }) => {
  const { restore } = usePlanActs();
  if (cases.length === 0) return null;
  return (
    <Section title={`Archived · ${cases.length}`} lead="Out of the plan; runs that hold them keep them.">
      <ul className={styles.list}>
        {cases.map((testCase) => (
          <li key={testCase.id} className={styles.row}>
            <span className={styles.title}>
              <bdi>{testCase.title}</bdi>
            </span>
            <span className={styles.acts}>
              <Button
                size="compact-sm"
                variant="default"
                aria-label={`Take ${testCase.title} up again`}
                onClick={() => restore(testCase)}
              >
                Take up again
              </Button>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
};
