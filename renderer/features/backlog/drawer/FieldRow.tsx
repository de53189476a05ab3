import type { ReactNode } from 'react';
import styles from './FieldRow.module.css';

interface Props {
  readonly title: string;
  readonly children: ReactNode;
}

/** A field's name and what stands in it. */
export const FieldRow = ({ title, children }: Props) => (
  <div className={styles.row}>
    <dt>{title}</dt>
    <dd>{children}</dd>
  </div>
);
