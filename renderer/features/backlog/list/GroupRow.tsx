// biome-ignore-all lint/a11y/useSemanticElements: a virtual list of div elements is a grid to assistive technology; a table cannot be drawn in part
// biome-ignore-all lint/a11y/useFocusableInteractive: the focus roves: one row or cell at a time can have it (ARIA grid pattern)
import { memo } from 'react';
import type { PlanningSettings } from '../../../../shared/backlog/planningSettings.ts';
import { sumsInWords } from '../sumsInWords.ts';
import styles from './GroupRow.module.css';
import type { ListRow } from './listRows.ts';

interface Props {
  readonly row: Extract<ListRow, { readonly kind: 'group' }>;
  readonly index: number;
  readonly top: number;
  readonly span: number;
  readonly unit: PlanningSettings['unit'];
}

/** The heading of a group, with what its items come to. */
export const GroupRow = memo(({ row, index, top, span, unit }: Props) => (
  <div
    role="row"
    className={styles.row}
    style={{ transform: `translateY(${String(top)}px)` }}
    aria-rowindex={index + 2}
  >
    <div role="rowheader" className={styles.head} aria-colspan={span}>
      <bdi className={styles.title}>{row.title}</bdi>
      <span className={styles.sums}>{sumsInWords(row.sums, unit)}</span>
    </div>
  </div>
));
