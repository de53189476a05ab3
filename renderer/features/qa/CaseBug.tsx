import { Button, NativeSelect } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ItemId } from '../../../shared/ids.ts';
import type { WholeQaRun } from '../../../shared/qa/contract.ts';
import type { QaResult } from '../../../shared/qa/qaRun.ts';
import { itemsOf } from '../../backend/itemsQuery.ts';
import { KeyHint } from '../../ui/KeyHint.tsx';
import styles from './CaseDetail.module.css';
import type { MarkCase } from './useMarkCase.ts';

interface Props {
  readonly run: WholeQaRun;
  readonly result: QaResult;
  readonly marking: MarkCase;
}

/** Bugs offered to be linked: the newest. */
const OFFERED = 200;

/** The bug of a case: made of its failure, or one that is there already. */
export const CaseBug = ({ run, result, marking }: Props) => {
  const cache = useQueryClient();
  const items = useQuery(itemsOf(cache, run.projectId)).data?.byId;
  const [choosing, setChoosing] = useState(false);
  const bug = result.bug === null ? null : items?.get(result.bug);
  if (result.bug !== null)
    return (
      <div className={styles.row}>
        <Link to="/p/$project/qa/$run" params={{ project: run.projectId, run: run.id }} search={{ item: result.bug }}>
          {bug == null ? 'Its bug' : <bdi>{`${bug.key} ${bug.title}`}</bdi>}
        </Link>
        {result.outcome === 'fail' && (
          <Button size="compact-sm" variant="default" onClick={marking.makeBug}>
            Note this failure on it
          </Button>
        )}
        <Button size="compact-sm" variant="default" onClick={() => marking.linkBug(null)}>
          Unlink it
        </Button>
      </div>
    );
  if (result.outcome !== 'fail') return null;
  const bugs = [...(items?.values() ?? [])]
    .filter(({ kind, endedAt }) => kind === 'bug' && endedAt === null)
    .sort((a, b) => b.number - a.number)
    .slice(0, OFFERED);
  return (
    <div className={styles.row}>
      <Button
        size="compact-sm"
        loading={marking.busy}
        rightSection={<KeyHint keys={['I']} />}
        onClick={marking.makeBug}
      >
        Make a bug of it
      </Button>
      {choosing ? (
        <NativeSelect
          aria-label="The bug that it is"
          value=""
          onChange={({ currentTarget: { value } }) => {
            setChoosing(false);
            marking.linkBug(ItemId.parse(value));
          }}
          data={[
            { value: '', label: bugs.length === 0 ? 'There is no open bug' : 'Choose a bug' },
            ...bugs.map(({ id, key, title }) => ({ value: id, label: `${key} ${title}`.slice(0, 100) })),
          ]}
        />
      ) : (
        <Button size="compact-sm" variant="default" onClick={() => setChoosing(true)}>
          Link a bug…
        </Button>
      )}
    </div>
  );
};
