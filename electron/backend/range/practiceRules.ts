import { defaultRules } from '../../../shared/alerts/defaultRules.ts';
import type { RuleSettings } from '../../../shared/alerts/rule.ts';

/** Where the rules of the range differ: they open and close within a minute, by limits that only a fault crosses.
 *
 * The share of errors gives way to their number, because a practice server without visitors is asked by Pitwall's own looks alone. */
const differences: Readonly<Record<string, Partial<RuleSettings>>> = {
  'Many errors': {
    condition: { kind: 'threshold', series: 'http.5xx', side: 'above', open: 0.5, close: 0.2 },
    forSeconds: 0,
    openAfter: 2,
    closeAfter: 2,
  },
  'Answers slow': {
    condition: { kind: 'threshold', series: 'http.p95', side: 'above', open: 1_000, close: 500 },
    forSeconds: 0,
    openAfter: 2,
    closeAfter: 2,
  },
  'Memory nearly full': {
    condition: { kind: 'threshold', series: 'memory.used', side: 'above', open: 96, close: 94 },
    forSeconds: 0,
    closeAfter: 2,
  },
  'Disk filling up': {
    condition: { kind: 'threshold', series: 'disk.used', side: 'above', open: 99, close: 98 },
    forSeconds: 0,
    openAfter: 1,
    closeAfter: 1,
  },
};

/** What a practice server is watched for: as any other, but sooner. */
export const practiceRules: readonly RuleSettings[] = defaultRules.map((rule) => ({
  ...rule,
  ...differences[rule.name],
}));
