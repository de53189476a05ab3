import { baselineKey, baselineText, keyOfFinding } from './baselineKey.ts';
import type { Finding } from './finding.ts';
import type { BaselineEntry } from './patternBaseline.ts';

/** A baseline after base was looked at again: of every entry as many are left as base still holds, never more than there were.
 *
 * What was mended once and comes back is therefore new. `findings` are those of every file of the entries; `renamed` gives the new path of a
 * file that was moved since. An entry of a file in `unread` stays as it is: nobody knows what the file holds. */
export const shrinkBaseline = (
  entries: readonly BaselineEntry[],
  findings: readonly Pick<Finding, 'rule' | 'path' | 'code'>[],
  renamed: ReadonlyMap<string, string>,
  unread: ReadonlySet<string>,
): readonly BaselineEntry[] => {
  const seen = countByKey(findings);
  const left = new Map<string, BaselineEntry>();
  for (const entry of entries) {
    const path = renamed.get(entry.path) ?? entry.path;
    const key = baselineKey({ ...entry, path });
    const here = unread.has(path) ? entry.count : (seen.get(key) ?? 0);
    const before = left.get(key)?.count ?? 0;
    const count = Math.min(before + entry.count, unread.has(path) ? before + here : here);
    if (count > 0) left.set(key, { ...entry, path, count });
  }
  return [...left.values()];
};

/** A baseline of all findings of base. */
export const baselineOf = (findings: readonly Pick<Finding, 'rule' | 'path' | 'code'>[]): readonly BaselineEntry[] => {
  const entries = new Map<string, BaselineEntry>();
  for (const finding of findings) {
    const key = keyOfFinding(finding);
    const count = (entries.get(key)?.count ?? 0) + 1;
    entries.set(key, { rule: finding.rule, path: finding.path, text: baselineText(finding.code), count });
  }
  return [...entries.values()];
};

export const countByKey = (
  findings: readonly Pick<Finding, 'rule' | 'path' | 'code'>[],
): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const finding of findings) {
    const key = keyOfFinding(finding);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
};
