import type { ItemPatch } from '../../../../shared/backlog/contract.ts';
import type { BacklogModel } from '../backlogModel.ts';
import { pickedFields, pickOptions } from '../fields/pickedFields.ts';
import { listColumnFacts } from '../listColumnFacts.ts';

/** What a patch did, in words: "status In review", "no sprint", "label api added". */
export const patchSentence = (patch: ItemPatch, model: BacklogModel): string =>
  [
    ...pickedFields.flatMap((field) => {
      const value = patch[field];
      if (value === undefined) return [];
      const title = listColumnFacts[field].title.toLowerCase();
      if (value === null) return [`no ${title}`];
      const text = String(value);
      const option = pickOptions(field, model, text).find((each) => each.value === text);
      return [`${title} ${option?.label ?? text}`];
    }),
    ...(patch.addLabels ?? []).map((label) => `label ${label} added`),
    ...(patch.removeLabels ?? []).map((label) => `label ${label} removed`),
  ].join(', ');
