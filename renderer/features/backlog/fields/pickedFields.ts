import type { ItemPatch } from '../../../../shared/backlog/contract.ts';
import { type Item, itemKinds } from '../../../../shared/backlog/item.ts';
import { scaleInWords } from '../../../../shared/backlog/onScale.ts';
import { categoryName } from '../../../ui/categoryName.ts';
import { estimateName } from '../../../ui/estimateName.ts';
import { kindName } from '../../../ui/kindName.ts';
import type { BacklogModel } from '../backlogModel.ts';

/** Fields whose value is picked out of a list. */
export const pickedFields = ['kind', 'status', 'estimate', 'value', 'urgency', 'effort', 'assignee', 'sprint'] as const;
export type PickedField = (typeof pickedFields)[number];

export const isPicked = (field: string): field is PickedField => pickedFields.some((each) => each === field);

export interface PickOption {
  /** Empty for "none". */
  readonly value: string;
  readonly label: string;
  readonly hint?: string;
}

const ratings: readonly PickOption[] = [
  { value: '', label: '–', hint: 'not rated' },
  ...Array.from({ length: 10 }, (_, at) => ({
    value: String(at + 1),
    label: String(at + 1),
    ...(at === 0 ? { hint: 'least' } : at === 9 ? { hint: 'most' } : {}),
  })),
];

/** What may be picked for a field. Who left and closed sprints are not offered; `kept` is the value that stands there, which stays on offer. */
export const pickOptions = (field: PickedField, model: BacklogModel, kept = ''): readonly PickOption[] => {
  switch (field) {
    case 'kind':
      return itemKinds.map((kind) => ({ value: kind, label: kindName[kind] }));
    case 'status':
      return model.settings.workflow.map(({ id, name, category }) => ({
        value: id,
        label: name,
        hint: categoryName[category],
      }));
    case 'estimate': {
      const steps = model.scale.steps.map(({ name, points }) => ({ value: String(points), label: name }));
      const off = kept === '' || steps.some(({ value }) => value === kept);
      return [
        { value: '', label: '–', hint: 'not estimated' },
        ...steps,
        ...(off
          ? []
          : [
              { value: kept, label: estimateName(Number(kept)), hint: `not on the scale ${scaleInWords(model.scale)}` },
            ]),
      ];
    }
    case 'value':
    case 'urgency':
    case 'effort':
      return ratings;
    case 'assignee':
      return [
        { value: '', label: 'Nobody' },
        ...model.members
          .filter(({ id, active }) => active || id === kept)
          .map(({ id, name, active }) => ({ value: id, label: name, ...(active ? {} : { hint: 'left' }) })),
      ];
    case 'sprint':
      return [
        { value: '', label: 'No sprint', hint: 'backlog' },
        ...model.sprints
          .filter(({ id, state }) => state !== 'closed' || id === kept)
          .map(({ id, name, state }) => ({ value: id, label: name, hint: state })),
      ];
    default:
      return field satisfies never;
  }
};

/** The value that stands in a field, as an option's value. */
export const pickedValue = (item: Pick<Item, PickedField>, field: PickedField): string => String(item[field] ?? '');

/** The change that a picked value is. */
export const pickedPatch = (field: PickedField, value: string): ItemPatch => {
  if (field === 'kind' || field === 'status') return { [field]: value } as ItemPatch;
  if (field === 'assignee' || field === 'sprint') return { [field]: value === '' ? null : value } as ItemPatch;
  return { [field]: value === '' ? null : Number(value) } as ItemPatch;
};
