import { CloseButton } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ShownFailure } from '../../../ui/shownFailure.ts';
import styles from './CellFailure.module.css';

interface Props {
  readonly failure: ShownFailure;
  /** Where the cell is in the window, in pixels. */
  readonly left: number;
  readonly top: number;
  readonly onClose: () => void;
}

/** Why an edit was refused, beside its cell, which is back as it was. */
export const CellFailure = ({ failure, left, top, onClose }: Props) => (
  <div role="alert" className={styles.failure} style={{ left: Math.min(left, window.innerWidth - 400), top }}>
    <IconAlertTriangle size={16} aria-hidden className={styles.icon} />
    <span>
      <strong>Not saved.</strong> {failure.message} {failure.act}
    </span>
    <CloseButton size={20} aria-label="Close this message" onClick={onClose} />
  </div>
);
