import { Link } from '@tanstack/react-router';
import type { Branch } from '../../../shared/branches/branch.ts';
import type { Column } from '../../ui/DataTable.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import styles from './branches.module.css';
import { onOneLine, pullInWords, statesOf } from './branchWords.ts';

const base: readonly Column<Branch>[] = [
  {
    key: 'branch',
    title: 'Branch',
    cell: ({ name, subject }) => (
      <div className={styles.branch}>
        <bdi className={styles.name} title={onOneLine(name)}>
          {onOneLine(name)}
        </bdi>
        <bdi className={styles.subject} title={subject}>
          {subject}
        </bdi>
      </div>
    ),
  },
  {
    key: 'item',
    title: 'Item',
    width: '78px',
    cell: ({ item }) =>
      item === null ? (
        <span className={styles.note}>none</span>
      ) : (
        <Link to="." search={{ item: item.id }} title={item.title}>
          {item.key}
        </Link>
      ),
  },
  {
    key: 'distance',
    title: 'Ahead / behind',
    width: '106px',
    kind: 'figure',
    cell: ({ ahead, behind }) => (
      <span title={`${ahead} ahead of the base, ${behind} behind it`}>{`+${ahead} / −${behind}`}</span>
    ),
  },
  {
    key: 'state',
    title: 'State',
    width: '204px',
    cell: (branch) => (
      <div className={styles.states}>
        {statesOf(branch).map(({ status, label, why }) => (
          <span key={label} title={why}>
            <StatusBadge bare status={status} label={label} />
          </span>
        ))}
        {branch.merge.kind === 'conflicts' && (
          <bdi className={styles.subject}>
            {branch.merge.paths.slice(0, 2).map(onOneLine).join(', ')}
            {branch.merge.paths.length > 2 && ` and ${branch.merge.paths.length - 2 + branch.merge.more} more`}
          </bdi>
        )}
      </div>
    ),
  },
];

const pull: Column<Branch> = {
  key: 'pull',
  title: 'GitHub',
  width: '150px',
  cell: ({ pullRequest }) =>
    pullRequest === null ? null : (
      <div className={styles.branch}>
        <span title={pullRequest.title}>#{pullRequest.number}</span>
        <span className={styles.subject} title={pullInWords(pullRequest)}>
          {pullInWords(pullRequest)}
        </span>
      </div>
    ),
};

const last: Column<Branch> = {
  key: 'age',
  title: 'Last commit',
  width: '126px',
  cell: ({ at, author }) => (
    <div className={styles.branch}>
      <RelativeTime at={at} />
      <bdi className={styles.subject} title={author.email}>
        {author.name || author.email}
      </bdi>
    </div>
  ),
};

export const branchColumns = (withGithub: boolean): readonly Column<Branch>[] => [
  ...base,
  ...(withGithub ? [pull] : []),
  last,
];
