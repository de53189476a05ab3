import type { TargetField, ValueMeaning } from '../../../shared/imports/contract.ts';

/** What the user said a value stands for: an empty text for nothing, null when nothing was said. */
export const saidOf = (values: readonly ValueMeaning[], field: TargetField, value: string): string | null =>
  values.find((said) => said.field === field && said.from === value)?.to ?? null;

/** The sayings after one was added, changed or, with null, taken back. */
export const saying = (
  values: readonly ValueMeaning[],
  field: TargetField,
  value: string,
  to: string | null,
): ValueMeaning[] => [
  ...values.filter((said) => said.field !== field || said.from !== value),
  ...(to === null ? [] : [{ field, from: value, to }]),
];
