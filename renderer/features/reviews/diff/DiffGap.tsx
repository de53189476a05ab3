import { IconArrowDown, IconArrowsVertical, IconArrowUp } from '@tabler/icons-react';
import { FILE_LINES_MAX } from '../../../../shared/reviews/contract.ts';
import styles from './DiffGap.module.css';
import type { DiffBlock } from './diffBlocks.ts';

/** Lines that one press shows. */
export const GAP_STEP = 20;

export type Gap = Extract<DiffBlock, { kind: 'gap' }>;

interface Props {
  readonly gap: Gap;
  readonly onReveal: (from: number, count: number) => void;
}

/** Equal lines that are not shown, and how to show them. */
export const DiffGap = ({ gap: { newFrom, count }, onReveal }: Props) => (
  <div className={styles.gap}>
    {count > GAP_STEP && (
      <>
        <button type="button" onClick={() => onReveal(newFrom, GAP_STEP)}>
          <IconArrowDown size={13} aria-hidden /> {GAP_STEP} below
        </button>
        <button type="button" onClick={() => onReveal(newFrom + count - GAP_STEP, GAP_STEP)}>
          <IconArrowUp size={13} aria-hidden /> {GAP_STEP} above
        </button>
      </>
    )}
    {count <= FILE_LINES_MAX && (
      <button type="button" onClick={() => onReveal(newFrom, count)}>
        <IconArrowsVertical size={13} aria-hidden /> Show{' '}
        {count === 1 ? 'the line' : `all ${count.toLocaleString('en')}`}
      </button>
    )}
    <span>
      {count.toLocaleString('en')} equal {count === 1 ? 'line' : 'lines'}
    </span>
  </div>
);
