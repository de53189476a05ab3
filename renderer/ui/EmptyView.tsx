import type { ReactNode } from 'react';
import styles from './EmptyView.module.css';

interface Props {
  /** What is not there, e.g. "No run yet". */
  readonly title: string;
  /** What to do first, one sentence. */
  readonly children?: ReactNode;
  /** The buttons that do it. */
  readonly actions?: ReactNode;
}

/** The empty state of a view: says what is missing and what to do first. */
export const EmptyView = ({ title, children, actions }: Props) => (
  <div className={styles.view}>
    <h2>{title}</h2>
    {children !== undefined && <p className={styles.words}>{children}</p>}
    {actions !== undefined && <div className={styles.actions}>{actions}</div>}
  </div>
);
