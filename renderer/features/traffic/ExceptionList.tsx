import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ExceptionGroup, ExceptionGroupId } from '../../../shared/monitor/exceptionGroup.ts';
import styles from './ExceptionList.module.css';
import { ExceptionRow } from './ExceptionRow.tsx';
import { seenGroup, useExceptionActs } from './useExceptionActs.ts';

/** The groups of exceptions. Two or more that are chosen can be merged. */
export const ExceptionList = ({ groups }: { readonly groups: readonly ExceptionGroup[] }) => {
  const { resolve, merge, split } = useExceptionActs();
  const [chosen, setChosen] = useState<readonly ExceptionGroupId[]>([]);
  // What is no longer listed is not chosen, either.
  const wanted = groups.filter(({ id }) => chosen.includes(id));
  return (
    <>
      {groups.length > 1 && (
        <div className={styles.bar}>
          <Button
            variant="default"
            size="compact-sm"
            disabled={wanted.length < 2}
            loading={merge.isPending}
            onClick={() => merge.mutate({ groups: wanted.map(seenGroup) }, { onSuccess: () => setChosen([]) })}
          >
            Merge the chosen
          </Button>
          <span aria-live="polite">
            {wanted.length < 2
              ? 'Choose two or more that are one and the same to count them as one.'
              : `${String(wanted.length)} are chosen; they are called as the one that was seen first.`}
          </span>
        </div>
      )}
      <ul className={styles.list} aria-label="Exceptions">
        {groups.map((group) => (
          <ExceptionRow
            key={group.id}
            group={group}
            busy={resolve.isPending && resolve.variables.group === group.id}
            splitting={split.isPending && split.variables.group === group.id}
            chosen={groups.length > 1 ? chosen.includes(group.id) : null}
            onChoose={(is) => setChosen((all) => [...all.filter((id) => id !== group.id), ...(is ? [group.id] : [])])}
            onResolve={() => resolve.mutate({ group: group.id })}
            onSplit={(part) => split.mutate({ ...seenGroup(group), out: [part] })}
          />
        ))}
      </ul>
    </>
  );
};
