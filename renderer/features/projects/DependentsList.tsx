import type { UseQueryResult } from '@tanstack/react-query';
import { QueryView } from '../../ui/QueryView.tsx';
import styles from './DependentsList.module.css';

/** What goes with what is deleted, one line each. */
export const DependentsList = ({ query }: { readonly query: UseQueryResult<string[]> }) => (
  <QueryView query={query} what="Looking what depends on it" failed="What depends on it could not be read" rows={2}>
    {(dependents) =>
      dependents.length === 0 ? (
        <p>Nothing else depends on it.</p>
      ) : (
        <>
          <p>With it go, for good:</p>
          <ul className={styles.list}>
            {dependents.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </>
      )
    }
  </QueryView>
);
