import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useEffect } from 'react';
import type { EnvironmentSettings } from '../../../shared/projects/environment.ts';
import { announce } from '../../ui/announce.ts';
import styles from '../../ui/longForm.module.css';
import { UnsavedGuard } from '../../ui/UnsavedGuard.tsx';
import { EnvironmentFields } from './EnvironmentFields.tsx';
import type { EnvironmentDraft } from './environmentDraft.ts';
import { useEnvironmentForm } from './environmentForm.ts';
import { settingsOf } from './readEnvironmentDraft.ts';

interface Props {
  readonly initial: EnvironmentDraft;
  readonly act: string;
  readonly busy: boolean;
  /** The name's own trouble, told by the backend: it is taken. */
  readonly nameError: string | null;
  readonly onSubmit: (settings: EnvironmentSettings) => void;
  /** Above the button: why the last attempt was refused. */
  readonly children?: ReactNode;
}

/** The form of an environment with its save bar. Fields that do not fit say so where they stand; the first of them gets the focus. */
export const EnvironmentEditor = ({ initial, act, busy, nameError, onSubmit, children }: Props) => {
  const form = useEnvironmentForm(initial);
  const { setFieldError } = form;
  useEffect(() => {
    if (nameError !== null) setFieldError('name', nameError);
  }, [nameError, setFieldError]);
  const wrong = Object.keys(form.errors).length;
  const refuse = (errors: typeof form.errors) => {
    const count = Object.keys(errors).length;
    announce(`${String(count)} ${count === 1 ? 'field needs' : 'fields need'} a look`, 'assertive');
    // The node is found by its data-path, in the order of the page rather than of the schema.
    const first = [...document.querySelectorAll<HTMLElement>('[data-path]')].find(
      (node) => (node.dataset.path ?? '') in errors,
    );
    first?.focus();
  };
  return (
    <form className={styles.form} noValidate onSubmit={form.onSubmit((draft) => onSubmit(settingsOf(draft)), refuse)}>
      <UnsavedGuard dirty={form.isDirty()} />
      <EnvironmentFields form={form} />
      {children}
      <div className={styles.bar}>
        <Button type="submit" loading={busy}>
          {act}
        </Button>
        {wrong > 0 && (
          <span className={styles.wrong}>
            {wrong === 1 ? 'One field needs a look' : `${String(wrong)} fields need a look`}
          </span>
        )}
        {wrong === 0 && form.isDirty() && <span className={styles.note}>Not saved yet</span>}
      </div>
    </form>
  );
};
