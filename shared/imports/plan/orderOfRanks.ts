const NUMBER = /^\d{1,15}$/;

/** The order of rows by what their rank column says: as numbers where all are numbers, else as plain texts, which is how Jira and others write
 * ranks. Rows without one come last; rows of one rank stay in the order of the file. Gives places in the list. */
export const orderOfRanks = (ranks: readonly (string | null)[]): readonly number[] => {
  const places = ranks.map((_, place) => place);
  if (ranks.every((rank) => rank === null)) return places;
  const numeric = ranks.every((rank) => rank === null || NUMBER.test(rank));
  const compare = (one: string, other: string): number => {
    if (numeric) return Number(one) - Number(other);
    return one < other ? -1 : one > other ? 1 : 0;
  };
  return places.sort((one, other) => {
    const [first = null, second = null] = [ranks[one], ranks[other]];
    if (first === null || second === null) return Number(first === null) - Number(second === null) || one - other;
    return compare(first, second) || one - other;
  });
};
