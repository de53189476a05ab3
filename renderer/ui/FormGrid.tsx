import type { ReactNode } from 'react';
import styles from './FormGrid.module.css';

/** Fields side by side where there is room: each at least 220 px wide. A child with `data-wide` takes a whole row. */
export const FormGrid = ({ children }: { readonly children: ReactNode }) => (
  <div className={styles.grid}>{children}</div>
);
