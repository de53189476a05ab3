import type { ItemPatch } from '../../../../shared/backlog/contract.ts';
import type { BacklogModel } from '../backlogModel.ts';
import { pickedFields, pickOptions } from '../fields/pickedFields.ts';
import { listColumnFacts } from '../listColumnFacts.ts';

/** What a patch did, in words: "status In review", "label api added". */
export const patchSentence = (patch: ItemPatch, model: BacklogModel): string =>
  [
    ...pickedFields.flatMap((field) => {
      const value = patch[field];
      if (value === undefined) return [];
      const text = String(value ?? '');
      const option = pickOptions(field, model, text).find((each) => each.value === text);
      const shown = text === '' ? (option?.hint ?? option?.label ?? 'none') : (option?.label ?? text);
      return [`${listColumnFacts[field].title.toLowerCase()} ${shown}`];
    }),
    ...(patch.addLabels ?? []).map((label) => `label ${label} added`),
    ...(patch.removeLabels ?? []).map((label) => `label ${label} removed`),
  ].join(', ');
