import { useState } from 'react';
import type { UnknownValue, ValueMeaning } from '../../../shared/imports/contract.ts';
import { metValues } from './metValues.ts';

interface Met {
  readonly unknown: readonly UnknownValue[];
  readonly values: readonly ValueMeaning[];
  readonly rows: readonly UnknownValue[];
}

/** The values to decide on, over several dry runs. */
export const useMetValues = (
  unknown: readonly UnknownValue[],
  values: readonly ValueMeaning[],
): readonly UnknownValue[] => {
  const [met, setMet] = useState<Met>(() => ({ unknown, values, rows: metValues([], unknown, values) }));
  if (met.unknown === unknown && met.values === values) return met.rows;
  const rows = metValues(met.rows, unknown, values);
  setMet({ unknown, values, rows });
  return rows;
};
