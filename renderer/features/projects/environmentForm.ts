import { type UseFormReturnType, useForm } from '@mantine/form';
import type { EnvironmentDraft } from './environmentDraft.ts';
import { draftErrors } from './readEnvironmentDraft.ts';

export type EnvironmentForm = UseFormReturnType<EnvironmentDraft>;

/** The environment's form: a field is checked when it is left, all of them when it is saved. */
export const useEnvironmentForm = (initial: EnvironmentDraft): EnvironmentForm =>
  useForm<EnvironmentDraft>({ initialValues: initial, validate: draftErrors, validateInputOnBlur: true });
