import { Button, Checkbox } from '@mantine/core';
import type { ExceptionGroup, ExceptionGroupId } from '../../../shared/monitor/exceptionGroup.ts';
import { CodeBlock } from '../../ui/CodeBlock.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { ExceptionParts } from './ExceptionParts.tsx';
import styles from './ExceptionRow.module.css';
import { shownCount } from './trafficFigures.ts';

interface Props {
  readonly group: ExceptionGroup;
  readonly busy: boolean;
  readonly splitting: boolean;
  /** Null where there is nothing to merge it with. */
  readonly chosen: boolean | null;
  readonly onChoose: (chosen: boolean) => void;
  readonly onResolve: () => void;
  readonly onSplit: (part: ExceptionGroupId) => void;
}

/** One group of exceptions: what, how often, since when, and why they count as one. */
export const ExceptionRow = ({ group, busy, splitting, chosen, onChoose, onResolve, onSplit }: Props) => (
  <li className={styles.row}>
    <span className={styles.what}>
      {chosen !== null && (
        <Checkbox
          size="xs"
          checked={chosen}
          onChange={(event) => onChoose(event.currentTarget.checked)}
          aria-label={`Choose ${group.type}${group.path.length === 0 ? '' : ` in ${group.path.at(-1) ?? ''}`}`}
        />
      )}
      {group.state === 'resolved' ? (
        <StatusBadge bare status="healthy" label="resolved" />
      ) : (
        <StatusBadge bare status="failing" label={group.regressions > 0 ? 'came back' : 'open'} />
      )}
      <strong>
        <bdi>{group.type}</bdi>
      </strong>
      {group.path.length > 0 && (
        <span>
          in <bdi>{group.path.at(-1)}</bdi>
        </span>
      )}
    </span>
    <span className={styles.act}>
      {group.state === 'open' && (
        <Button
          variant="default"
          size="compact-sm"
          loading={busy}
          onClick={onResolve}
          aria-label={`Resolve ${group.type}`}
        >
          Resolve
        </Button>
      )}
    </span>
    {group.message !== '' && (
      <p className={styles.message}>
        <bdi>{group.message}</bdi>
      </p>
    )}
    <p className={styles.facts}>
      {group.count === 1 ? 'Once' : `${shownCount(group.count)} times`}, last <RelativeTime at={group.lastSeen} />,
      first <RelativeTime at={group.firstSeen} />
      {group.regressedAt !== null && (
        <>
          ; came back <RelativeTime at={group.regressedAt} /> after it was resolved
        </>
      )}
    </p>
    <details className={styles.details}>
      <summary>Traceback, and why these count as one</summary>
      <ExceptionParts group={group} busy={splitting} onSplit={onSplit} />
      <CodeBlock what="traceback" text={group.sample} />
    </details>
  </li>
);
