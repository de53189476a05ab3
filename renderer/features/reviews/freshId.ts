/** An id that none of these has: `point-1`, `point-2` … */
export const freshId = (word: string, taken: readonly { readonly id: string }[]): string => {
  const ids = new Set(taken.map(({ id }) => id));
  let number = 1;
  while (ids.has(`${word}-${number}`)) number += 1;
  return `${word}-${number}`;
};
