/** An id for a new status that the workflow does not have yet: made from a name once, it stays when the name changes. */
export const newStatusId = (name: string, taken: readonly string[]): string => {
  const plain = name
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 30);
  const base = plain === '' ? 'status' : plain;
  for (let at = 1; ; at += 1) {
    const id = at === 1 ? base : `${base}-${String(at)}`;
    if (!taken.includes(id)) return id;
  }
};
