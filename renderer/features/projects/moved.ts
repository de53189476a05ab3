/** The list with the entry at `from` taken out and put in at `to`. Out of range: unchanged. */
export const moved = <T>(list: readonly T[], from: number, to: number): readonly T[] => {
  const taken = list.slice(from, from + 1);
  if (taken.length === 0 || to < 0 || to >= list.length) return list;
  const rest = list.toSpliced(from, 1);
  return rest.toSpliced(to, 0, ...taken);
};
