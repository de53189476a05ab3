import type { ReactNode } from 'react';
import { useEffect } from 'react';
import type { EnvironmentSettings } from '../../../shared/projects/environment.ts';
import { LongForm } from '../../ui/LongForm.tsx';
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
  return (
    <LongForm form={form} act={act} busy={busy} onSubmit={(draft) => onSubmit(settingsOf(draft))}>
      <EnvironmentFields form={form} />
      {children}
    </LongForm>
  );
};
