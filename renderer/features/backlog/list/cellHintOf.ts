import type { Item } from '../../../../shared/backlog/item.ts';
import type { ListColumn } from '../../../../shared/backlog/savedView.ts';
import { missingRatings, scoreFormula } from '../../../../shared/backlog/scoreFormula.ts';
import { numberInWords } from '../../../../shared/sprints/amountInWords.ts';
import { overrideInWords } from '../../../ui/overrideInWords.ts';
import type { BacklogModel } from '../backlogModel.ts';
import { partsOf } from '../partsOf.ts';

/** Columns of a row that can have the focus. */
export type CellColumn = ListColumn | 'rank';

/** How a parent's points come about: "13 = 5 + 8, 1 not estimated"; null for an item without parts. */
export const rollUpInWords = (item: Item, model: BacklogModel): string | null => {
  const sum = model.rolledUp.get(item.id);
  if (sum === undefined || sum.parts === 0) return null;
  const points = partsOf(item.id, model)
    .filter(({ status, triage }) => triage === null && model.statusOf.get(status)?.category !== 'cancelled')
    .flatMap(({ id }) => model.rolledUp.get(id)?.points ?? []);
  const open = sum.unestimated === 0 ? '' : `${sum.unestimated} not estimated`;
  if (sum.points === null) return `No part of it is estimated (${open})`;
  const total =
    points.length > 1
      ? `${numberInWords(sum.points)} = ${points.map(numberInWords).join(' + ')}`
      : numberInWords(sum.points);
  return open === '' ? total : `${total}, ${open}`;
};

/** What a cell says when it is pointed at or has the focus; null when it has nothing to add. */
export const cellHintOf = (item: Item, column: CellColumn, model: BacklogModel): string | null => {
  switch (column) {
    case 'rank': {
      const delta = model.overrides.get(item.id);
      return delta === undefined ? null : overrideInWords(delta);
    }
    case 'score': {
      const formula = scoreFormula(item, model.settings.weights);
      return formula ?? `No score: it needs ${missingRatings(item, model.settings.weights).join(' and ')}.`;
    }
    case 'estimate':
      return rollUpInWords(item, model);
    case 'labels':
      return item.labels.length > 1 ? item.labels.join(', ') : null;
    default:
      return null;
  }
};
