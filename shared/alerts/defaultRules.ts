import type { HopName } from '../monitor/hop.ts';
import type { SeriesName } from '../monitor/series.ts';
import type { Condition, RuleSettings } from './rule.ts';
import { usualRule } from './usualRule.ts';

const rule = (
  name: string,
  severity: RuleSettings['severity'],
  condition: Condition,
  more: Partial<RuleSettings> = {},
): RuleSettings => ({
  name,
  severity,
  condition,
  ...usualRule(severity),
  ...more,
});

/** Three looks in a row: at 15 s between two, a failure is told in under a minute and one lost packet never is. */
const hop = (name: string, which: HopName | null): RuleSettings => rule(name, 'critical', { kind: 'hop', hop: which });

const limit = (
  name: string,
  series: string,
  side: 'above' | 'below',
  [open, close]: readonly [number, number],
  more: Partial<RuleSettings> = {},
): RuleSettings => rule(name, 'warning', { kind: 'threshold', series: series as SeriesName, side, open, close }, more);

/** What a new environment is watched for until somebody says otherwise: what fails for its users, and what will soon. */
export const defaultRules: readonly RuleSettings[] = [
  hop('Name leads elsewhere', 'dns'),
  hop('Edge down', 'edge'),
  hop('Server not reachable', 'server'),
  hop('nginx down', 'nginx'),
  hop('App down', 'app'),
  hop('Public path down', null),
  // Certificates of 90 days are renewed at 30; at 14 the renewal has failed for two weeks.
  limit('Certificate ends soon', 'path.edge.certificate', 'below', [14, 15], { makesItem: true }),
  // A twentieth of all requests failing, or a twentieth of them taking two seconds, is felt by users whatever the path says.
  limit('Many errors', 'http.errors', 'above', [5, 2], { forSeconds: 120, makesItem: true }),
  limit('Answers slow', 'http.p95', 'above', [2000, 1500], { forSeconds: 300 }),
  rule('New exception', 'warning', { kind: 'exception', event: 'either', count: 10, minutes: 10 }, { makesItem: true }),
  // A unit that serves users makes an item by "App down"; others, such as a worker, are told of here.
  limit('Unit not active', 'unit.active', 'below', [1, 1]),
  limit('Unit flapping', 'unit.restartsInHour', 'above', [2, 1], { openAfter: 1, makesItem: true }),
  limit('Processor busy', 'cpu.busy', 'above', [90, 80], { forSeconds: 600 }),
  limit('Memory nearly full', 'memory.used', 'above', [90, 85], { forSeconds: 300 }),
  limit('Disk filling up', 'disk.used', 'above', [85, 80], { forSeconds: 300, makesItem: true }),
];
