import { MOST } from './packedIntegers.ts';

/** Decimals of more digits than this are not packed as integers. */
const MOST_DIGITS = 4;

/** How many digits behind the point all values have, 0 to 4; null when one has more, or is too large to be counted in such units exactly.
 *
 * A decimal that was read or rounded to d digits is the double nearest to n ÷ 10^d, and division gives that very double back, so nothing
 * is lost by keeping n. */
export const digitsOf = (values: ArrayLike<number>): number | null => {
  let digits = 0;
  let scale = 1;
  let largest = 0;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] as number;
    while (Math.round(value * scale) / scale !== value) {
      digits += 1;
      scale *= 10;
      if (digits > MOST_DIGITS) return null;
    }
    const size = Math.abs(value);
    if (size > largest) largest = size;
  }
  return largest * scale < MOST / 2 ? digits : null;
};

/** The values as whole numbers of 10^-digits. */
export const scaled = (values: ArrayLike<number>, digits: number): Float64Array => {
  const scale = 10 ** digits;
  const whole = new Float64Array(values.length);
  // Adding zero turns the -0 of a rounded small number into 0.
  for (let index = 0; index < values.length; index += 1)
    whole[index] = Math.round((values[index] as number) * scale) + 0;
  return whole;
};
