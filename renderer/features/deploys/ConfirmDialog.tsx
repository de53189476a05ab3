import { Button, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './ConfirmDialog.module.css';

interface Props {
  readonly opened: boolean;
  readonly title: string;
  /** The act: a verb with its object. */
  readonly act: string;
  /** What closing it means, also a verb: "Let it run". It has the focus, so that Enter changes nothing. */
  readonly stay: string;
  readonly busy: boolean;
  readonly onAct: () => void;
  readonly onStay: () => void;
  readonly children: ReactNode;
}

/** A question before an act in the middle of something that goes on: what it does, and its opposite. */
export const ConfirmDialog = ({ opened, title, act, stay, busy, onAct, onStay, children }: Props) => (
  <Modal opened={opened} onClose={onStay} title={title} size="lg" withCloseButton={false}>
    <div className={styles.text}>{children}</div>
    <div className={styles.acts}>
      <Button variant="default" onClick={onStay} data-autofocus>
        {stay}
      </Button>
      <Button color="red" loading={busy} onClick={onAct}>
        {act}
      </Button>
    </div>
  </Modal>
);
