/** Letters alone: `nginx_unit`, `nginx-unit` and `NginxUnit` are all meant as `nginxUnit`. */
const letters = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Changes of one letter, and swaps of two neighbours, from one word to the other (optimal string alignment). */
const distance = (a: string, b: string): number => {
  let [before, row]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      next.push(least);
    }
    [before, row] = [row, next];
  }
  return row[b.length] ?? 0;
};

/** Longer names are nobody's slip of a known one, and comparing them would only cost time. */
const NAME_MAX = 60;

export type FieldSuggestion =
  | { readonly kind: 'misspelt'; readonly field: string }
  | { readonly kind: 'elsewhere'; readonly group: string };

/** What was most likely meant by a field that nobody knows at its place; null when nothing is near.
 *
 * `known` are the fields at that place, each with the fields of its own group. */
export const suggestField = (name: string, known: ReadonlyMap<string, readonly string[]>): FieldSuggestion | null => {
  if (name.length > NAME_MAX) return null;
  const wanted = letters(name);
  const near = [...known.keys()]
    .map((field) => ({ field, far: distance(wanted, letters(field)) }))
    .filter(({ field, far }) => far <= Math.min(2, Math.floor(field.length / 3)))
    .sort((a, b) => a.far - b.far)[0];
  if (near !== undefined) return { kind: 'misspelt', field: near.field };
  const group = [...known].find(([, inner]) => inner.includes(name));
  return group === undefined ? null : { kind: 'elsewhere', group: group[0] };
};
