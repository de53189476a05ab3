import { itemKinds } from '../../../../shared/backlog/item.ts';
import type { ItemFilter } from '../../../../shared/backlog/itemFilter.ts';
import { labelKey } from '../../../../shared/backlog/withLabels.ts';
import { kindName } from '../../../ui/kindName.ts';
import type { BacklogModel } from '../backlogModel.ts';

/** The fields of a filter that are lists of values to tick. */
export type TickedField = 'kind' | 'status' | 'label' | 'assignee' | 'sprint';

export const tickedFields: readonly TickedField[] = ['kind', 'status', 'label', 'assignee', 'sprint'];

export const fieldTitle: Readonly<Record<TickedField | 'estimate' | 'parent' | 'placedByHand', string>> = {
  kind: 'Kind',
  status: 'Status',
  label: 'Label',
  assignee: 'Assignee',
  sprint: 'Sprint',
  estimate: 'Estimate',
  parent: 'Parts',
  placedByHand: 'Placed by hand',
};

export interface FilterOption {
  readonly value: string;
  readonly label: string;
}

/** A list of items is never changed in place, so its labels hold as long as it lives. */
const labelsOf = new WeakMap<
  BacklogModel['ranked'],
  { readonly settings: unknown; readonly labels: readonly string[] }
>();

/** Every label there is, known to the settings or used by an item, once whatever its case, in alphabetical order. Kept for the list of items,
 * since typing filters at every key. */
export const allLabels = ({ ranked, settings }: Pick<BacklogModel, 'ranked' | 'settings'>): readonly string[] => {
  const known = labelsOf.get(ranked);
  if (known?.settings === settings) return known.labels;
  const labels = gatherLabels(ranked, settings);
  labelsOf.set(ranked, { settings, labels });
  return labels;
};

const gatherLabels = (ranked: BacklogModel['ranked'], settings: BacklogModel['settings']): readonly string[] => {
  const byKey = new Map<string, string>();
  for (const { name } of settings.labels) byKey.set(labelKey(name), name);
  for (const { labels } of ranked)
    for (const label of labels) if (!byKey.has(labelKey(label))) byKey.set(labelKey(label), label);
  return [...byKey.values()].sort((one, other) => one.localeCompare(other, 'en', { numeric: true }));
};

/** What a field can be filtered by, `none` first where an item may have none. */
export const filterOptions = (field: TickedField, model: BacklogModel): readonly FilterOption[] => {
  switch (field) {
    case 'kind':
      return itemKinds.map((kind) => ({ value: kind, label: kindName[kind] }));
    case 'status':
      return model.settings.workflow.map(({ id, name }) => ({ value: id, label: name }));
    case 'label':
      return [{ value: 'none', label: 'No label' }, ...allLabels(model).map((label) => ({ value: label, label }))];
    case 'assignee':
      return [
        { value: 'none', label: 'Nobody' },
        ...model.members.map(({ id, name, active }) => ({ value: id, label: active ? name : `${name} (left)` })),
      ];
    case 'sprint':
      return [
        { value: 'none', label: 'No sprint' },
        ...model.sprints.map(({ id, name, state }) => ({
          value: id,
          label: state === 'planned' ? name : `${name} (${state})`,
        })),
      ];
    default:
      return field satisfies never;
  }
};

/** A filter with other values ticked; an empty list asks for nothing and is left out. */
export const withTicked = (filter: ItemFilter, field: TickedField, values: readonly string[]): ItemFilter => {
  const { [field]: _, ...rest } = filter;
  return values.length === 0 ? rest : ({ ...rest, [field]: values } as ItemFilter);
};
