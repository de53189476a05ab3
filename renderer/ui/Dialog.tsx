import { CloseButton, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './Dialog.module.css';
import { useReturnFocus } from './useReturnFocus.ts';

interface Props {
  readonly title: string;
  readonly onClose: () => void;
  /** What the close button says, e.g. "Stay". */
  readonly closeLabel: string;
  readonly size?: number | string;
  readonly children: ReactNode;
}

/** A question or a list over the page; mounted while it is open. Esc and a click beside it close it. */
export const Dialog = ({ title, onClose, closeLabel, size = 'md', children }: Props) => {
  useReturnFocus();
  return (
    <Modal.Root opened onClose={onClose} size={size}>
      <Modal.Overlay />
      <Modal.Content>
        <div className={styles.head}>
          <Modal.Title className={styles.title}>{title}</Modal.Title>
          <CloseButton aria-label={closeLabel} onClick={onClose} />
        </div>
        <div className={styles.body}>{children}</div>
      </Modal.Content>
    </Modal.Root>
  );
};
