import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { QaResult, QaRunId } from '../../../shared/qa/qaRun.ts';
import { QueryView } from '../../ui/QueryView.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import styles from './CaseDetail.module.css';
import { answersOf } from './qaQueries.ts';
import { outcomeShown } from './qaWords.ts';

/** Every answer that a case had in the run; read when it is asked for. */
export const CaseAnswers = ({ run, result }: { readonly run: QaRunId; readonly result: QaResult }) => {
  const [open, setOpen] = useState(false);
  const answers = useQuery({ ...answersOf(run, result.case), enabled: open });
  if (result.by === null) return null;
  return (
    <div>
      <Button size="compact-sm" variant="default" aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? 'Hide its answers' : 'Show its answers so far'}
      </Button>
      {open && (
        <QueryView query={answers} what="Reading the answers" failed="The answers could not be read" rows={2}>
          {(all) => (
            <ol className={styles.past} aria-label="Answers, newest first">
              {all.map(({ outcome, evidence, by, at, from }) => (
                <li key={`${at}${outcome}${evidence}`}>
                  <StatusBadge bare {...outcomeShown[outcome]} /> {from === 'carried' ? 'in an earlier run ' : ''}by{' '}
                  <bdi>{by}</bdi> {at !== null && <RelativeTime at={at} />}
                  {evidence.trim() !== '' && <pre className={styles.evidence}>{evidence}</pre>}
                </li>
              ))}
            </ol>
          )}
        </QueryView>
      )}
    </div>
  );
};
