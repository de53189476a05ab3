// biome-ignore-all lint/a11y/useSemanticElements: a virtual list of div elements is a grid to assistive technology; a table cannot be drawn in part
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus roves: one row or cell at a time can have it (ARIA grid pattern)
import type { ReactNode } from 'react';
import type { Item } from '../../../../shared/backlog/item.ts';
import type { ListColumn } from '../../../../shared/backlog/savedView.ts';
import { scoreOf } from '../../../../shared/backlog/scoreOf.ts';
import { labelKey } from '../../../../shared/backlog/withLabels.ts';
import { estimateName } from '../../../ui/estimateName.ts';
import kindMark from '../../../ui/ItemKindMark.module.css';
import { kindName } from '../../../ui/kindName.ts';
import chips from '../../../ui/LabelChips.module.css';
import { RelativeTime } from '../../../ui/RelativeTime.tsx';
import statusMark from '../../../ui/StatusMark.module.css';
import type { BacklogModel } from '../backlogModel.ts';
import styles from './ListCell.module.css';

interface Props {
  readonly item: Item;
  readonly column: ListColumn;
  readonly model: BacklogModel;
  /** It has the focus of the row: arrows came here. */
  readonly active: boolean;
  /** The editor, while it is open. */
  readonly children?: ReactNode;
}

/** Chips of a row before they are counted. */
const CHIPS = 2;

interface Content {
  readonly content: ReactNode;
  readonly className?: string | undefined;
  readonly title?: string;
  /** What stands for the content where that is a mark. */
  readonly label?: string;
  readonly kind?: string;
  readonly category?: string;
}

const none = (words: string): Content => ({ content: '–', label: words, className: styles.none });

const contentOf = (item: Item, column: ListColumn, model: BacklogModel): Content => {
  switch (column) {
    case 'key':
      return { content: item.key, className: styles.key };
    case 'kind':
      return {
        content: null,
        className: kindMark.mark,
        kind: item.kind,
        label: kindName[item.kind],
        title: kindName[item.kind],
      };
    case 'title':
      return { content: titleOf(item, model), title: item.title, className: styles.title };
    case 'status': {
      const status = model.statusOf.get(item.status);
      return {
        content: status?.name ?? 'unknown status',
        className: statusMark.mark,
        category: status?.category ?? 'todo',
      };
    }
    case 'estimate': {
      const sum = model.rolledUp.get(item.id);
      if (sum === undefined || sum.points === null) return none('not estimated');
      return sum.parts > 0
        ? { content: `Σ ${estimateName(sum.points)}`, label: `${estimateName(sum.points)}, the sum of its parts` }
        : { content: estimateName(sum.points, model.scale) };
    }
    case 'value':
    case 'urgency':
    case 'effort':
      return item[column] === null ? none('not rated') : { content: String(item[column]) };
    case 'score': {
      const score = scoreOf(item, model.settings.weights);
      return score === null ? none('no score') : { content: score.toFixed(2) };
    }
    case 'labels':
      return { content: chipsOf(item.labels, model), className: chips.chips };
    case 'assignee': {
      if (item.assignee === null) return { content: '', label: 'nobody' };
      const name = model.memberOf.get(item.assignee)?.name ?? 'no longer in the team';
      return { content: name, title: name };
    }
    case 'sprint': {
      if (item.sprint === null) return { content: '', label: 'no sprint' };
      const name = model.sprintOf.get(item.sprint)?.name ?? 'a sprint that is gone';
      return { content: name, title: name };
    }
    case 'updatedAt':
    case 'createdAt':
      return { content: <RelativeTime at={item[column]} />, className: styles.time };
    default:
      return column satisfies never;
  }
};

const titleOf = (item: Item, model: BacklogModel): ReactNode => {
  const parent = item.parent === null ? undefined : model.byId.get(item.parent);
  const sum = model.rolledUp.get(item.id);
  const parts = sum?.parts ?? 0;
  if (parent === undefined && parts === 0) return item.title;
  return (
    <>
      {parent !== undefined && (
        <span className={styles.aside} title={`Part of ${parent.key}: ${parent.title}`}>
          {`${parent.key} › `}
        </span>
      )}
      <bdi>{item.title}</bdi>
      {parts > 0 && (
        <span className={styles.aside}>
          {` · ${String(parts)} ${parts === 1 ? 'part' : 'parts'}${sum?.unestimated ? `, ${String(sum.unestimated)} not estimated` : ''}`}
        </span>
      )}
    </>
  );
};

const chipsOf = (labels: readonly string[], { colors }: BacklogModel): ReactNode => (
  <>
    {labels.slice(0, CHIPS).map((label) => (
      <bdi key={label} className={chips.chip} data-color={colors.get(labelKey(label))}>
        {label}
      </bdi>
    ))}
    {labels.length > CHIPS && `+${String(labels.length - CHIPS)}`}
  </>
);

/** One cell of a row, in one element wherever that can be: a screen of rows must stay light. */
export const ListCell = ({ item, column, model, active, children }: Props) => {
  if (children !== undefined)
    return (
      <div role="gridcell" className={styles.editing} data-column={column}>
        {children}
      </div>
    );
  const { content, className, title, label, kind, category } = contentOf(item, column, model);
  return (
    <div
      role="gridcell"
      className={className === undefined ? styles.cell : `${styles.cell ?? ''} ${className}`}
      data-column={column}
      data-kind={kind}
      data-category={category}
      aria-label={label}
      title={title}
      tabIndex={active ? 0 : undefined}
    >
      {content}
    </div>
  );
};
