/** Paths of the fields in which two settings differ, e.g. `ssh.port`; a list counts as one field.
 *
 * Fields come in the order of `after`, then those that only `before` has. */
export const changedFields = (before: unknown, after: unknown): readonly string[] => differences(before, after, '');

const isGroup = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const differences = (before: unknown, after: unknown, path: string): readonly string[] => {
  if (!isGroup(before) || !isGroup(after)) return JSON.stringify(before) === JSON.stringify(after) ? [] : [path];
  const names = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  return names.flatMap((name) => differences(before[name], after[name], path === '' ? name : `${path}.${name}`));
};
