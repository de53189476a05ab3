import type { Item } from './item.ts';
import type { ItemFilter } from './itemFilter.ts';
import { categoryIn } from './statusIn.ts';
import { labelKey } from './withLabels.ts';
import type { Workflow } from './workflow.ts';

type Test = (item: Item) => boolean;

/** A test for the values of one field; `none` in the filter is an empty field. An empty list of values asks for nothing. */
const oneOf = <Value>(
  wanted: readonly (Value | 'none')[] | undefined,
  valueIn: (item: Item) => Value | null,
): readonly Test[] => {
  if (wanted === undefined || wanted.length === 0) return [];
  const set = new Set<unknown>(wanted);
  return [(item) => set.has(valueIn(item) ?? 'none')];
};

const anyLabel = (wanted: ItemFilter['label']): readonly Test[] => {
  if (wanted === undefined || wanted.length === 0) return [];
  const keys = new Set(wanted.map(labelKey));
  return [({ labels }) => (labels.length === 0 ? keys.has('none') : labels.some((label) => keys.has(labelKey(label))))];
};

const inRange = (range: ItemFilter['estimate']): readonly Test[] => {
  if (range === undefined) return [];
  const { min, max, none } = range;
  return [
    ({ estimate }) =>
      estimate === null ? none : (min === null || estimate >= min) && (max === null || estimate <= max),
  ];
};

/** What an item must pass to be shown, but for the text: one test for each field that the filter names. */
export const itemTests = (filter: ItemFilter, workflow: Workflow): readonly Test[] => [
  ...oneOf(filter.kind, ({ kind }) => kind),
  ...oneOf(filter.status, ({ status }) => status),
  ...oneOf(filter.category, ({ status }) => categoryIn(workflow, status)),
  ...anyLabel(filter.label),
  ...oneOf(filter.assignee, ({ assignee }) => assignee),
  ...oneOf(filter.sprint, ({ sprint }) => sprint),
  ...oneOf(filter.parent, ({ parent }) => parent),
  ...inRange(filter.estimate),
  ...(filter.placedByHand === true ? [({ placedByHand }: Item) => placedByHand] : []),
];
