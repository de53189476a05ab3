import type { ItemFilter } from '../../../../shared/backlog/itemFilter.ts';
import type { BacklogModel } from '../backlogModel.ts';
import { filterOptions, type TickedField } from './filterOptions.ts';

/** Values that a chip names before it counts. */
const NAMED = 2;

/** The ticked values of a field: "Bug, Debt", "api, db and 3 more". Values that are gone say so. */
export const tickedInWords = (filter: ItemFilter, field: TickedField, model: BacklogModel): string => {
  const names = new Map(filterOptions(field, model).map(({ value, label }) => [value, label]));
  const values = (filter[field] ?? []).map((value) => names.get(value) ?? 'one that is gone');
  const rest = values.length - NAMED;
  return rest > 0 ? `${values.slice(0, NAMED).join(', ')} and ${rest} more` : values.join(', ');
};

/** "3 to 8", "at least 5, or none", "none". */
export const estimateInWords = ({ min, max, none }: NonNullable<ItemFilter['estimate']>): string => {
  if (min === null && max === null) return none ? 'any or none' : 'any';
  const range =
    min !== null && max !== null
      ? min === max
        ? `${min}`
        : `${min} to ${max}`
      : min !== null
        ? `at least ${min}`
        : `at most ${max}`;
  return none ? `${range}, or none` : range;
};

/** Only what is not estimated: a range that nothing is in. */
export const onlyUnestimated: NonNullable<ItemFilter['estimate']> = { min: 10_000, max: 0, none: true };

export const isOnlyUnestimated = ({ min, max, none }: NonNullable<ItemFilter['estimate']>): boolean =>
  none && min !== null && max !== null && min > max;

/** "parts of TR-4", "only what is no part". */
export const partsInWords = (parent: NonNullable<ItemFilter['parent']>, { byId }: Pick<BacklogModel, 'byId'>): string =>
  parent
    .map((id) => (id === 'none' ? 'only what is no part' : `parts of ${byId.get(id)?.key ?? 'an item that is gone'}`))
    .join(', ');

/** Whether anything is left out besides what is done. */
export const isFiltered = ({ category: _, ...filter }: ItemFilter): boolean =>
  Object.values(filter).some((value) => value !== undefined && value !== '' && value !== false);
