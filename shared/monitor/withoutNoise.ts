/** A sum without the noise that adding decimals in binary leaves in its last digits: 0.1 + 0.2 is 0.3 again.
 *
 * A double holds 15 decimal digits; 14 of them are kept, which is more than any measurement has. */
export const withoutNoise = (sum: number): number => (Number.isInteger(sum) ? sum : Number(sum.toPrecision(14)));
