import { scaleInWords } from '../../backlog/onScale.ts';
import { categoryIn, isOpen } from '../../backlog/statusIn.ts';
import { cut, type RowScope, understood, wrong } from './rowScope.ts';

/** The fields whose values must be understood: kind, status, ratings, estimate, assignee, sprint.
 *
 * Of statuses and sprints the last column that is understood counts, because tools write the newest last. What is not understood leaves its
 * field alone, but an estimate off the scale fails its row: it would be a wrong number in a plan. */
export const readMeanings = (scope: RowScope): void => {
  const { columns, cells, fields, values, rules } = scope;
  const kind = understood(scope, 'kind', columns.filled(cells, 'kind'), values.kind);
  if (kind != null) fields.kind = kind;
  const status = understood(scope, 'status', columns.filled(cells, 'status').toReversed(), values.status);
  if (status != null) fields.status = status;
  for (const field of ['value', 'effort'] as const) {
    const value = understood(scope, field, columns.filled(cells, field), values.rating);
    if (value !== undefined) fields[field] = value;
  }
  const urgency = understood(scope, 'urgency', columns.filled(cells, 'urgency'), values.urgency);
  if (urgency !== undefined) fields.urgency = urgency;
  // Of several people the first that is known; a name may hold a comma itself.
  const people = [...(rules.exact ? [] : columns.list(cells, 'assignee')), ...columns.filled(cells, 'assignee')];
  const assignee = understood(scope, 'assignee', people, values.assignee);
  if (assignee !== undefined) fields.assignee = assignee;
  readEstimateOf(scope);
  readSprint(scope);
};

const readEstimateOf = (scope: RowScope): void => {
  const { columns, cells, fields, values, settings, unmet } = scope;
  if (!columns.has('estimate')) return;
  const [cell] = columns.filled(cells, 'estimate');
  const points = values.estimate('estimate', cell?.text ?? '');
  if (points !== undefined) fields.estimate = points;
  else if (cell !== undefined) {
    const text = cell.text.trim();
    unmet.push({ field: 'estimate', value: text });
    wrong(scope, cell.column, `“${cut(text)}” is not on the scale of this project: ${scaleInWords(settings.scale)}.`);
  }
};

const readSprint = (scope: RowScope): void => {
  const { columns, cells, fields, values, settings, rules } = scope;
  const sprint = understood(scope, 'sprint', columns.filled(cells, 'sprint').toReversed(), values.sprint);
  if (sprint === undefined) return;
  const open = isOpen(categoryIn(settings.workflow, fields.status ?? settings.firstStatus));
  if (sprint?.state === 'closed' && open && !rules.exact)
    wrong(
      scope,
      columns.columnOf('sprint'),
      `${sprint.name} is closed here and the item is still open: choose another sprint for it, or none.`,
    );
  else fields.sprint = sprint?.id ?? null;
};
