/** Labels are the same whatever their case. */
export const labelKey = (label: string): string => label.toLowerCase();

/** Labels after some were removed and some added, each once whatever its case: the spelling that was there first stays. */
export const withLabels = (
  labels: readonly string[],
  added: readonly string[],
  removed: readonly string[] = [],
): readonly string[] => {
  const gone = new Set(removed.map(labelKey));
  const byKey = new Map<string, string>();
  for (const label of [...labels.filter((each) => !gone.has(labelKey(each))), ...added])
    if (!byKey.has(labelKey(label))) byKey.set(labelKey(label), label);
  return [...byKey.values()];
};
