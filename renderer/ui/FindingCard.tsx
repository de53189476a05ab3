import { type ReactNode, useState } from 'react';
import type { ChangedFinding } from '../../shared/patterns/finding.ts';
import { CodeBlock } from './CodeBlock.tsx';
import { visibleText } from './console/visibleText.ts';
import styles from './FindingCard.module.css';
import { type Status, StatusBadge } from './StatusBadge.tsx';

const states: Readonly<Record<ChangedFinding['state'], { readonly status: Status; readonly label: string }>> = {
  new: { status: 'failing', label: 'new' },
  baseline: { status: 'unknown', label: 'in the baseline' },
  suppressed: { status: 'stopped', label: 'suppressed' },
};

interface Props {
  readonly finding: Pick<
    ChangedFinding,
    'path' | 'message' | 'title' | 'code' | 'reason' | 'good' | 'url' | 'state'
  > & {
    readonly rule: string;
    readonly line: number | null;
  };
  /** Where it is, as text or as a link. */
  readonly place: ReactNode;
  /** Why it does not count; none: it does. */
  readonly quiet?: ReactNode;
}

/** What a pattern rule found on a changed line: where, the line itself, which rule and why, and how it is written well. */
export const FindingCard = ({ finding, place, quiet }: Props) => {
  const { rule, path, line, code, message, title, reason, good, url, state } = finding;
  const [open, setOpen] = useState(false);
  return (
    <article
      className={styles.card}
      aria-label={`${rule}${line === null ? '' : ` at line ${line}`} of ${visibleText(path)}`}
    >
      <div className={styles.head}>
        <StatusBadge {...states[state]} bare />
        <strong>
          <code>{rule}</code> {title}
        </strong>
        <span className={styles.place}>{place}</span>
      </div>
      <pre className={styles.code}>
        {line !== null && <span className={styles.number}>{line}</span>}
        <bdi>{visibleText(code.trim())}</bdi>
      </pre>
      <p className={styles.message}>
        <bdi>{visibleText(message)}</bdi>
      </p>
      {quiet !== undefined && <p className={styles.reason}>{quiet}</p>}
      <p className={styles.reason}>{reason}</p>
      <details className={styles.more} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>Written well</summary>
        {open && (
          <>
            <CodeBlock text={good.trimEnd()} what={`good example of ${rule}`} />
            <a href={url} target="_blank" rel="noreferrer">
              About {rule}
            </a>
          </>
        )}
      </details>
    </article>
  );
};
