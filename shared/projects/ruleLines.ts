import type { RuleSettings } from '../alerts/rule.ts';
import { yamlNumber } from './yamlNumber.ts';
import { yamlText } from './yamlText.ts';

/** A rule as the lines of a project file: every field, in one order. */
export const ruleLines = (rule: RuleSettings): readonly string[] => [
  `name: ${yamlText(rule.name)}`,
  `severity: ${rule.severity}`,
  'condition:',
  ...conditionLines(rule.condition).map((line) => `  ${line}`),
  `enabled: ${rule.enabled}`,
  `forSeconds: ${rule.forSeconds}`,
  `openAfter: ${rule.openAfter}`,
  `closeAfter: ${rule.closeAfter}`,
  `remindSeconds: ${rule.remindSeconds}`,
  `makesItem: ${rule.makesItem}`,
];

const conditionLines = (condition: RuleSettings['condition']): readonly string[] => {
  const kind = `kind: ${condition.kind}`;
  switch (condition.kind) {
    case 'threshold':
      return [
        kind,
        `series: ${yamlText(condition.series)}`,
        `side: ${condition.side}`,
        `open: ${yamlNumber(condition.open)}`,
        `close: ${yamlNumber(condition.close)}`,
      ];
    case 'rate':
      return [
        kind,
        `series: ${yamlText(condition.series)}`,
        `side: ${condition.side}`,
        `percent: ${yamlNumber(condition.percent)}`,
        `overSeconds: ${condition.overSeconds}`,
      ];
    case 'absence':
      return [kind, `series: ${yamlText(condition.series)}`, `seconds: ${condition.seconds}`];
    case 'hop':
      return [kind, `hop: ${condition.hop}`];
    case 'exception':
      return [kind, `event: ${condition.event}`, `count: ${condition.count}`, `minutes: ${condition.minutes}`];
  }
};
