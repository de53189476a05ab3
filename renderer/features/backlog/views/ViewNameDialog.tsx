import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { SavedView } from '../../../../shared/backlog/savedView.ts';
import { describeFailure } from '../../../backend/failure.ts';
import { Dialog } from '../../../ui/Dialog.tsx';
import { definedError } from '../../../ui/definedError.ts';
import { ErrorView } from '../../../ui/ErrorView.tsx';
import { schemaErrors } from '../../../ui/schemaErrors.ts';
import styles from './ViewNameDialog.module.css';

interface Props {
  readonly title: string;
  /** "Save view", "Rename view". */
  readonly act: string;
  readonly initial: string;
  readonly busy: boolean;
  /** Why the last attempt was refused; null when it was not. */
  readonly error: unknown;
  readonly onSubmit: (name: string) => void;
  readonly onClose: () => void;
}

const Named = SavedView.pick({ name: true });

/** Asks for a view's name. */
export const ViewNameDialog = ({ title, act, initial, busy, error, onSubmit, onClose }: Props) => {
  const [name, setName] = useState(initial);
  const [wrong, setWrong] = useState<string | null>(null);
  const taken = definedError(error, 'NAME_TAKEN');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const problem = schemaErrors(Named, { name }).name ?? null;
    setWrong(problem);
    if (problem === null) onSubmit(name.trim());
  };
  return (
    <Dialog title={title} closeLabel="Close without saving" onClose={onClose}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <TextInput
          label="Name"
          data-autofocus
          value={name}
          error={wrong ?? (taken === null ? null : describeFailure(error).message)}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {error !== null && taken === null && (
          <ErrorView title="The view was not saved" failure={describeFailure(error)} />
        )}
        <div>
          <Button type="submit" loading={busy}>
            {act}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
