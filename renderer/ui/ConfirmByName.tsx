import { Button, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import styles from './ConfirmByName.module.css';

interface Props {
  /** What must be typed, exactly. */
  readonly name: string;
  /** What the name is of: "project", "environment". */
  readonly of: string;
  /** The act: a verb with its object, "Delete project TubeRaker". */
  readonly act: string;
  readonly danger?: boolean;
  readonly busy?: boolean;
  readonly onConfirm: (typed: string) => void;
  /** Buttons beside the act, e.g. Cancel. */
  readonly children?: ReactNode;
}

/** A deliberate act: its button works only once the name is typed. Enter does it too, but only with the name there. */
export const ConfirmByName = ({ name, of, act, danger = true, busy = false, onConfirm, children }: Props) => {
  const [typed, setTyped] = useState('');
  const matches = typed.trim() === name.trim();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (matches && !busy) onConfirm(typed.trim());
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextInput
        label={
          <>
            To confirm, type the {of}'s name: <bdi className={styles.name}>{name}</bdi>
          </>
        }
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        autoComplete="off"
        spellCheck={false}
      />
      <div className={styles.acts}>
        <Button type="submit" color={danger ? 'red' : 'blue'} disabled={!matches} loading={busy}>
          {act}
        </Button>
        {children}
      </div>
    </form>
  );
};
