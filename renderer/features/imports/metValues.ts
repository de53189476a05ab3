import type { UnknownValue, ValueMeaning } from '../../../shared/imports/contract.ts';
import { saidOf } from './sayValue.ts';

/** The values to decide on, in the order in which they were met first, so that no row jumps away under a choice.
 *
 * What is neither unknown any more nor decided is gone: another column was mapped, say. A decided value keeps the count it had. */
export const metValues = (
  before: readonly UnknownValue[],
  unknown: readonly UnknownValue[],
  values: readonly ValueMeaning[],
): readonly UnknownValue[] => {
  const now = new Map(unknown.map((each) => [keyOf(each), each]));
  const kept = before.flatMap((each) => {
    const current = now.get(keyOf(each));
    if (current !== undefined) return [current];
    return saidOf(values, each.field, each.value) === null ? [] : [each];
  });
  const known = new Set(kept.map(keyOf));
  return [...kept, ...unknown.filter((each) => !known.has(keyOf(each)))];
};

const keyOf = ({ field, value }: UnknownValue): string => `${field}\n${value}`;
