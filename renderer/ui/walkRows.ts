/** Moves the focus by so many rows from the one that holds it, and not past the first or the last; from elsewhere to the first. False: there is no row. */
export const walkRows = (rows: readonly HTMLElement[], by: number): boolean => {
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const next = rows[at === -1 ? 0 : Math.max(0, Math.min(rows.length - 1, at + by))];
  next?.focus();
  return next !== undefined;
};
