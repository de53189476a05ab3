import { Popover } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import styles from './FilterChip.module.css';

interface Props {
  readonly title: string;
  /** What it asks for, in words. */
  readonly words: string;
  /** Opens what changes it; left out where there is nothing to change. */
  readonly children?: ReactNode;
  /** It was just added: open it at once. */
  readonly opened?: boolean;
  /** Its own popover was closed. */
  readonly onClosed?: () => void;
  readonly onRemove: () => void;
}

/** One condition of a filter: a button that opens its values, and one that takes it away. */
export const FilterChip = ({ title, words, children, opened = false, onClosed, onRemove }: Props) => {
  const [open, setOpen] = useState(opened);
  const change = (next: boolean) => {
    setOpen(next);
    if (!next) onClosed?.();
  };
  const text = (
    <>
      <span className={styles.title}>{title}</span>
      <bdi className={styles.words}>{words}</bdi>
    </>
  );
  return (
    <span className={styles.chip}>
      {children === undefined ? (
        <span className={styles.text}>{text}</span>
      ) : (
        <Popover opened={open} onChange={change} trapFocus returnFocus position="bottom-start" shadow="md">
          <Popover.Target>
            <button type="button" className={styles.text} onClick={() => change(!open)} title={`${title}: ${words}`}>
              {text}
            </button>
          </Popover.Target>
          <Popover.Dropdown aria-label={`Filter by ${title.toLowerCase()}`}>{children}</Popover.Dropdown>
        </Popover>
      )}
      <button type="button" className={styles.remove} aria-label={`Remove the filter ${title}`} onClick={onRemove}>
        <IconX size={13} aria-hidden />
      </button>
    </span>
  );
};
