import { Button } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { describeFailure } from '../../../backend/failure.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { ErrorView } from '../../../ui/ErrorView.tsx';
import styles from './DialogForm.module.css';

interface Props {
  readonly title: string;
  /** The button's words: a verb with its object. */
  readonly act: string;
  readonly danger?: boolean;
  readonly ready?: boolean;
  readonly busy: boolean;
  /** What the last attempt threw; null when it did not. */
  readonly error: unknown;
  /** What failed, e.g. "TR-12 was not split". */
  readonly failed: string;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A question with one act: its fields, its button, and why it was refused. */
export const DialogForm = (props: Props) => {
  const { title, act, danger = false, ready = true, busy, error, failed, onSubmit, onClose, children } = props;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (ready && !busy) onSubmit();
  };
  return (
    <Dialog title={title} closeLabel="Close without doing it" onClose={onClose}>
      <form className={styles.form} onSubmit={submit} noValidate>
        {children}
        {error !== null && <ErrorView title={failed} failure={describeFailure(error)} />}
        <div className={styles.acts}>
          <Button type="submit" color={danger ? 'red' : 'blue'} disabled={!ready} loading={busy}>
            {act}
          </Button>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
