import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './SaveBar.module.css';
import { wrongFieldsInWords } from './wrongFieldsInWords.ts';

interface Props {
  /** The button's words, e.g. "Save the rule". */
  readonly act: string;
  readonly busy: boolean;
  readonly disabled?: boolean;
  /** Something was typed that is not saved. */
  readonly dirty: boolean;
  /** How many fields do not fit. */
  readonly wrong: number;
  /** Further buttons beside the first. */
  readonly children?: ReactNode;
}

/** The end of a form that is longer than the window: it stays at the window's foot, and says how the form stands. */
export const SaveBar = ({ act, busy, disabled = false, dirty, wrong, children }: Props) => (
  <div className={styles.bar}>
    <Button type="submit" loading={busy} disabled={disabled}>
      {act}
    </Button>
    {children}
    {wrong > 0 && <span className={styles.wrong}>{wrongFieldsInWords(wrong)}</span>}
    {wrong === 0 && dirty && <span className={styles.note}>Not saved yet</span>}
  </div>
);
