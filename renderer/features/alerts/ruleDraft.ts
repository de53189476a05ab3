import { type Condition, RuleSettings } from '../../../shared/alerts/rule.ts';
import { hopNames } from '../../../shared/monitor/hop.ts';
import { type FieldErrors, schemaErrors } from '../../ui/schemaErrors.ts';

/** A rule as it is typed: the fields of every kind of condition side by side, so that changing the kind loses nothing. */
export interface RuleDraft {
  readonly name: string;
  readonly enabled: boolean;
  readonly severity: string;
  readonly kind: Condition['kind'];
  readonly series: string;
  readonly side: string;
  readonly open: number | string;
  readonly close: number | string;
  readonly percent: number | string;
  readonly overSeconds: number | string;
  readonly seconds: number | string;
  /** '' is the path as a whole. */
  readonly hop: string;
  /** Which exceptions: a new one, one that came back, either, or one that is seen often. */
  readonly event: string;
  readonly count: number | string;
  readonly minutes: number | string;
  readonly forSeconds: number | string;
  readonly openAfter: number | string;
  readonly closeAfter: number | string;
  /** '' is no reminder. */
  readonly remindSeconds: string;
  readonly makesItem: boolean;
}

export const newRuleDraft: RuleDraft = {
  name: '',
  enabled: true,
  severity: 'warning',
  kind: 'threshold',
  series: 'cpu.busy',
  side: 'above',
  open: 90,
  close: 80,
  percent: 100,
  overSeconds: 3600,
  seconds: 300,
  hop: 'app',
  event: 'either',
  count: 10,
  minutes: 10,
  forSeconds: 300,
  openAfter: 3,
  closeAfter: 3,
  remindSeconds: '',
  makesItem: false,
};

export const draftOfRule = ({ condition, remindSeconds, ...settings }: RuleSettings): RuleDraft => ({
  ...newRuleDraft,
  ...settings,
  ...condition,
  hop: condition.kind === 'hop' ? (condition.hop ?? '') : newRuleDraft.hop,
  remindSeconds: remindSeconds === null ? '' : String(remindSeconds),
});

const conditionOf = ({
  kind,
  series,
  side,
  open,
  close,
  percent,
  overSeconds,
  seconds,
  hop,
  ...rest
}: RuleDraft): unknown => {
  switch (kind) {
    case 'threshold':
      return { kind, series, side, open, close };
    case 'rate':
      return { kind, series, side, percent, overSeconds };
    case 'absence':
      return { kind, series, seconds };
    case 'exception':
      return { kind, event: rest.event, count: rest.count, minutes: rest.minutes };
    case 'hop':
      return { kind, hop: hopNames.find((name) => name === hop) ?? null };
  }
};

const valuesOf = (draft: RuleDraft): unknown => ({
  name: draft.name,
  enabled: draft.enabled,
  severity: draft.severity,
  condition: conditionOf(draft),
  forSeconds: draft.forSeconds,
  openAfter: draft.openAfter,
  closeAfter: draft.closeAfter,
  remindSeconds: draft.remindSeconds === '' ? null : Number(draft.remindSeconds),
  makesItem: draft.makesItem,
});

/** What is wrong, by field of the draft. */
export const ruleDraftErrors = (draft: RuleDraft): FieldErrors =>
  Object.fromEntries(
    Object.entries(schemaErrors(RuleSettings, valuesOf(draft))).map(([path, message]) => [
      path.replace(/^condition\./, ''),
      message,
    ]),
  );

/** Throws where `ruleDraftErrors` finds something. */
export const ruleOfDraft = (draft: RuleDraft): RuleSettings => RuleSettings.parse(valuesOf(draft));
