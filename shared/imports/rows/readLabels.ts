import { type ItemKind, LABELS_MAX, Label } from '../../backlog/item.ts';
import { withLabels } from '../../backlog/withLabels.ts';
import { cut, type RowScope, wrong } from './rowScope.ts';

/** The labels of all columns that have some, each once whatever its case; gives the kind that one of them tells, or null. */
export const readLabels = (scope: RowScope): ItemKind | null => {
  const { columns, cells, fields, values, rules } = scope;
  if (!columns.has('labels')) return null;
  const labels: string[] = [];
  let kind: ItemKind | null = null;
  for (const { column, text } of columns.list(cells, 'labels')) {
    const meant = values.label('labels', text);
    if (meant == null) continue;
    kind ??= rules.kindOfLabel.get(meant.toLowerCase()) ?? null;
    const label = Label.safeParse(meant);
    if (label.success) labels.push(label.data);
    else wrong(scope, column, `The label “${cut(meant)}” must have at most 50 characters and no control character.`);
  }
  const all = withLabels([], labels);
  if (all.length > LABELS_MAX)
    wrong(scope, columns.columnOf('labels'), `The row has ${all.length} labels; ${LABELS_MAX} are allowed.`);
  fields.labels = [...all];
  return kind;
};
