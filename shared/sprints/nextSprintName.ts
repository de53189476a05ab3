import { sameName } from '../projects/sameName.ts';

const NAME_MAX = 80;

const numbered = (name: string): { readonly before: string; readonly digits: string } | null => {
  const found = /^(.*?)(\d+)$/u.exec(name);
  return found === null ? null : { before: found[1] ?? '', digits: found[2] ?? '' };
};

/** The name of the sprint after these, which are in the order of their days: `Sprint 12` is followed by `Sprint 13`.
 *
 * Counts on from the last name that ends with a number, or from `Sprint 1`. A name that people would take for one that is there
 * is passed over. */
export const nextSprintName = (names: readonly string[]): string => {
  const last = names.map(numbered).findLast((each) => each !== null) ?? { before: 'Sprint ', digits: '0' };
  for (let number = BigInt(last.digits) + 1n; ; number += 1n) {
    const counted = `${last.before}${String(number).padStart(last.digits.length, '0')}`;
    const name = counted.length <= NAME_MAX ? counted : `Sprint ${number}`;
    if (!names.some((taken) => sameName(taken, name))) return name;
  }
};
