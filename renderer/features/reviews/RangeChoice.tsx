import { NativeSelect } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import type { WholeChange } from '../../../shared/reviews/contract.ts';
import styles from './RangeChoice.module.css';
import { revisionKindInWords } from './reviewWords.ts';

interface Props {
  readonly change: WholeChange;
  readonly from: number;
  readonly to: number;
  /** Somebody chose it; else it is what fits best. */
  readonly isChosen: boolean;
}

/** Which two revisions are compared: all of the change, or what came since somebody looked. Shown when there is a choice. */
export const RangeChoice = ({ change, from, to, isChosen }: Props) => {
  const navigate = useNavigate();
  const { revisions, base, projectId: project, id } = change;
  if (revisions.length < 2) return null;
  const go = (next: { readonly from: number; readonly to: number }): void =>
    void navigate({
      to: '/p/$project/review/$change',
      params: { project, change: id },
      search: ({ side: _side, line: _line, ...rest }) => ({ ...rest, ...next }),
      replace: true,
    });
  const name = (number: number) => {
    const revision = revisions.find((each) => each.number === number);
    return `Revision ${number}${revision === undefined ? '' : ` (${revisionKindInWords[revision.kind]})`}`;
  };
  return (
    <div className={styles.range}>
      <NativeSelect
        size="xs"
        aria-label="Compare from"
        value={String(from)}
        data={[
          { value: '0', label: `All of it: from ${base}` },
          ...revisions
            .filter(({ number }) => number < to)
            .map(({ number }) => ({ value: String(number), label: name(number) })),
        ]}
        onChange={({ currentTarget: { value } }) => go({ from: Number(value), to })}
      />
      <span aria-hidden>→</span>
      <NativeSelect
        size="xs"
        aria-label="Compare to"
        value={String(to)}
        data={revisions.map(({ number }) => ({ value: String(number), label: name(number) }))}
        onChange={({ currentTarget: { value } }) => go({ from: Math.min(from, Number(value) - 1), to: Number(value) })}
      />
      {from > 0 && (
        <span className={styles.note}>
          {isChosen
            ? 'Only what changed between the two.'
            : `Only what changed since revision ${from}, which you looked at.`}{' '}
          <Link
            to="/p/$project/review/$change"
            params={{ project, change: id }}
            search={({ side: _side, line: _line, ...rest }) => ({ ...rest, from: 0, to })}
          >
            Show all of the change
          </Link>
        </span>
      )}
    </div>
  );
};
