import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import styles from './FoldedRow.module.css';

interface Props {
  readonly title: string;
  /** What stands in it, in a few words. */
  readonly summary: string;
  /** It is new: open at first, with the focus in its first field. */
  readonly isNew: boolean;
  /** Something in it must be mended, so it cannot be folded. */
  readonly isWrong: boolean;
  readonly acts: ReactNode;
  readonly children: ReactNode;
}

/** A part of a long form: one line that says what is in it, until it is opened. */
export const FoldedRow = ({ title, summary, isNew, isWrong, acts, children }: Props) => {
  const [wanted, setWanted] = useState(isNew);
  const [begins] = useState(isNew);
  const fields = useId();
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (begins) body.current?.querySelector('input')?.focus();
  }, [begins]);
  const isOpen = wanted || isWrong;
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <li className={styles.row} aria-label={title}>
      <div className={styles.head}>
        <button
          type="button"
          className={styles.fold}
          aria-expanded={isOpen}
          aria-controls={fields}
          onClick={() => setWanted(!isOpen)}
        >
          <Chevron className={styles.chevron} size={15} aria-hidden />
          <span className={styles.words}>
            <bdi className={styles.title}>{title}</bdi>
            <span className={styles.summary}>{summary}</span>
          </span>
        </button>
        <div className={styles.acts}>{acts}</div>
      </div>
      <div ref={body} id={fields} className={styles.fields} hidden={!isOpen}>
        {isOpen && children}
      </div>
    </li>
  );
};
