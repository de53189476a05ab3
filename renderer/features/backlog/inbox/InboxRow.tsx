// biome-ignore-all lint/a11y/useSemanticElements: see InboxList
// biome-ignore-all lint/a11y/useFocusableInteractive: see InboxList
import { memo } from 'react';
import type { Item } from '../../../../shared/backlog/item.ts';
import { triageState } from '../../../../shared/backlog/triageState.ts';
import { ItemKindMark } from '../../../ui/ItemKindMark.tsx';
import { LabelChips } from '../../../ui/LabelChips.tsx';
import { RelativeTime } from '../../../ui/RelativeTime.tsx';
import type { BacklogModel } from '../backlogModel.ts';
import { ROW } from '../list/listMeasures.ts';
import styles from './InboxRow.module.css';

interface Props {
  readonly item: Item;
  readonly index: number;
  readonly model: BacklogModel;
  readonly now: number;
  readonly reachable: boolean;
  readonly selected: boolean;
  readonly open: boolean;
}

/** One waiting item: what it is, where it came from, and since when it waits. */
export const InboxRow = memo(({ item, index, model, now, reachable, selected, open }: Props) => (
  <div
    role="row"
    className={styles.row}
    style={{ transform: `translateY(${String(index * ROW)}px)` }}
    tabIndex={reachable ? 0 : -1}
    data-row={item.id}
    data-open={open || undefined}
    data-current={reachable || undefined}
    aria-rowindex={index + 1}
    aria-selected={selected}
  >
    <div role="gridcell" className={styles.select} data-select aria-label={selected ? 'selected' : 'not selected'} />
    <div role="gridcell">
      <ItemKindMark kind={item.kind} />
    </div>
    <div role="gridcell" className={styles.key} data-opens>
      {item.key}
    </div>
    <div role="gridcell" className={styles.title} title={item.title} data-opens>
      {item.title}
    </div>
    <div role="gridcell">
      <LabelChips labels={item.labels} colors={model.colors} max={2} />
    </div>
    <div role="gridcell" className={styles.source} title={item.source?.externalId}>
      {item.source === null ? 'no source' : `${item.source.system} ${item.source.externalId}`}
    </div>
    <div role="gridcell" className={styles.when}>
      {item.triage?.state === 'snoozed' && triageState(item.triage, now) === 'snoozed' ? (
        <>
          back <RelativeTime at={item.triage.until} />
        </>
      ) : (
        <RelativeTime at={item.createdAt} />
      )}
    </div>
  </div>
));
