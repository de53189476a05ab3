import { knownScales } from '../../../../shared/backlog/defaultSettings.ts';
import type { ItemKind } from '../../../../shared/backlog/item.ts';
import type { LabelColor, PlanningSettings } from '../../../../shared/backlog/planningSettings.ts';
import type { StatusCategory, StatusNeed } from '../../../../shared/backlog/workflow.ts';

/** A number field as its input holds it: empty text while nothing is typed. */
type NumberField = number | string;

export interface StatusDraft {
  readonly id: string;
  readonly name: string;
  readonly category: StatusCategory;
  /** Empty: any number. */
  readonly wipLimit: NumberField;
  readonly needs: readonly StatusNeed[];
}

export interface TemplateDraft {
  readonly description: string;
  /** Separated by commas. */
  readonly labels: string;
  readonly urgency: string;
}

/** The settings as the form holds them. */
export interface PlanningDraft {
  readonly scaleKind: PlanningSettings['scale']['kind'];
  readonly steps: readonly { readonly name: string; readonly points: NumberField }[];
  readonly unit: PlanningSettings['unit'];
  readonly weights: { readonly value: NumberField; readonly urgency: NumberField; readonly effort: NumberField };
  readonly workflow: readonly StatusDraft[];
  readonly firstStatus: string;
  readonly templates: Readonly<Record<ItemKind, TemplateDraft>>;
  readonly labels: readonly { readonly name: string; readonly color: LabelColor }[];
  readonly days: NumberField;
  readonly startsOn: number;
  readonly lookBack: NumberField;
  readonly timeZone: string;
}

const templateDraft = ({ description, labels, urgency }: PlanningSettings['templates'][ItemKind]): TemplateDraft => ({
  description,
  labels: labels.join(', '),
  urgency: urgency === null ? '' : String(urgency),
});

export const draftOfPlanning = (settings: PlanningSettings): PlanningDraft => ({
  scaleKind: settings.scale.kind,
  steps: settings.scale.steps,
  unit: settings.unit,
  weights: settings.weights,
  workflow: settings.workflow.map((status) => ({ ...status, wipLimit: status.wipLimit ?? '' })),
  firstStatus: settings.firstStatus,
  templates: {
    feature: templateDraft(settings.templates.feature),
    bug: templateDraft(settings.templates.bug),
    debt: templateDraft(settings.templates.debt),
  },
  labels: settings.labels,
  days: settings.cadence.days,
  startsOn: settings.cadence.startsOn,
  lookBack: settings.lookBack,
  timeZone: settings.timeZone,
});

const readTemplate = ({ description, labels, urgency }: TemplateDraft) => ({
  description,
  labels: labels
    .split(',')
    .map((label) => label.trim())
    .filter((label) => label !== ''),
  urgency: urgency === '' ? null : Number(urgency),
});

/** What the form says, for the schema to check; the paths of its errors are those of the settings. */
export const readPlanningDraft = (draft: PlanningDraft): unknown => ({
  scale: {
    kind: draft.scaleKind,
    steps: draft.scaleKind === 'custom' ? draft.steps : knownScales[draft.scaleKind].steps,
  },
  unit: draft.unit,
  weights: draft.weights,
  workflow: draft.workflow.map((status) => ({ ...status, wipLimit: status.wipLimit === '' ? null : status.wipLimit })),
  firstStatus: draft.firstStatus,
  templates: {
    feature: readTemplate(draft.templates.feature),
    bug: readTemplate(draft.templates.bug),
    debt: readTemplate(draft.templates.debt),
  },
  labels: draft.labels,
  cadence: { days: draft.days, startsOn: draft.startsOn },
  lookBack: draft.lookBack,
  timeZone: draft.timeZone.trim(),
});
