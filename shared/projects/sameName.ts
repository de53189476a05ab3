/** Whether people would take two names for one: case and the way accents are written do not tell names apart. */
export const sameName = (a: string, b: string): boolean => folded(a) === folded(b);

const folded = (name: string): string => name.normalize('NFKC').toLowerCase();
