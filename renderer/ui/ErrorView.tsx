import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './ErrorView.module.css';
import type { ShownFailure } from './shownFailure.ts';

interface Props {
  /** What could not be done, e.g. "The plan for staging could not be made". */
  readonly title: string;
  readonly failure: ShownFailure;
  readonly onRetry?: () => void;
  readonly retrying?: boolean;
  /** What else belongs to it: other buttons, lines to copy. */
  readonly children?: ReactNode;
}

/** The error state of a view, and of a form that was refused: what happened, what to do next, and a retry where one makes sense. */
export const ErrorView = ({ title, failure, onRetry, retrying = false, children }: Props) => (
  <div className={styles.view} role="alert">
    <IconAlertTriangle size={18} aria-hidden className={styles.icon} />
    <div className={styles.text}>
      <h2>{title}</h2>
      <p>{failure.message}</p>
      {failure.act !== null && <p className={styles.act}>{failure.act}</p>}
      {children}
      {onRetry !== undefined && (
        <div>
          <Button variant="default" onClick={onRetry} loading={retrying}>
            Try again
          </Button>
        </div>
      )}
    </div>
  </div>
);
