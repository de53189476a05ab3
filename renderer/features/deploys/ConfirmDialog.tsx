import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import styles from './ConfirmDialog.module.css';

interface Props {
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

/** A question before an act in the middle of something that goes on: what it does, and its opposite. Drawn while it is asked. */
export const ConfirmDialog = ({ title, act, stay, busy, onAct, onStay, children }: Props) => {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        onStay();
      }}
    >
      <h2 id={heading}>{title}</h2>
      <div className={styles.text}>{children}</div>
      <div className={styles.acts}>
        <Button variant="default" onClick={onStay}>
          {stay}
        </Button>
        <Button color="red" loading={busy} onClick={onAct}>
          {act}
        </Button>
      </div>
    </dialog>
  );
};
