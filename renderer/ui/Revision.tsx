import { IconCheck, IconCopy } from '@tabler/icons-react';
import styles from './Revision.module.css';
import { useCopied } from './useCopied.ts';

/** How many digits of a revision are shown: git's own habit. */
const shortLength = 7;

/** A revision cut to seven digits; the whole one on hover and by the copy button. `plain` leaves the button out (inside buttons and links). */
export const Revision = ({ value, plain = false }: { readonly value: string; readonly plain?: boolean }) => {
  const { copied, copy } = useCopied(value, 'Revision');
  const short = value.slice(0, shortLength);
  if (plain) return <code title={value}>{short}</code>;
  return (
    <button
      type="button"
      className={styles.revision}
      title={value}
      aria-label={`Copy revision ${short}`}
      onClick={copy}
    >
      <code>{short}</code>
      <span className={styles.hint} data-copied={copied || undefined} aria-hidden>
        {copied ? <IconCheck size={12} /> : <IconCopy size={12} />}
      </span>
    </button>
  );
};
