import type { UseFormReturnType } from '@mantine/form';
import type { ReactNode } from 'react';
import styles from './LongForm.module.css';
import { refuseFields } from './refuseFields.ts';
import { SaveBar } from './SaveBar.tsx';
import { UnsavedGuard } from './UnsavedGuard.tsx';

interface Props<Values> {
  readonly form: UseFormReturnType<Values>;
  /** The button's words, e.g. "Save the rule". */
  readonly act: string;
  readonly busy: boolean;
  /** Called with values in which every field fits. */
  readonly onSubmit: (values: Values) => void;
  /** The sections; last, right above the button, why the last attempt was refused. */
  readonly children: ReactNode;
}

/** A form of several sections with its save bar. It is not left unsaved without a question; fields that do not fit say so where they stand, and
 * the first of them gets the focus. */
export const LongForm = <Values,>({ form, act, busy, onSubmit, children }: Props<Values>) => (
  <form className={styles.form} noValidate onSubmit={form.onSubmit(onSubmit, refuseFields)}>
    <UnsavedGuard dirty={form.isDirty()} />
    {children}
    <SaveBar act={act} busy={busy} dirty={form.isDirty()} wrong={Object.keys(form.errors).length} />
  </form>
);
