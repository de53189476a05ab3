import { Button } from '@mantine/core';
import { useState } from 'react';
import type { AskedItem, WholeChange } from '../../../shared/reviews/contract.ts';
import { visibleText } from '../../ui/console/visibleText.ts';
import { Markdown } from '../../ui/Markdown.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { AnswerForm } from './AnswerForm.tsx';
import styles from './AskedItemRow.module.css';
import { MachineReport } from './MachineReport.tsx';
import { askedShown, machineShown, nameOfPerson, verdictTitle } from './reviewWords.ts';

const FILES_NAMED = 5;

const Reopened = ({ paths }: { readonly paths: readonly string[] }) =>
  paths.length === 0 ? null : (
    <p className={styles.reopened}>
      Open again: {paths.slice(0, FILES_NAMED).map(visibleText).join(', ')}
      {paths.length > FILES_NAMED && ` and ${paths.length - FILES_NAMED} more`} changed since it was answered.
    </p>
  );

/** One point of the checklist: what is asked, what was answered or found, and how to answer. */
export const AskedItemRow = ({ change, item }: { readonly change: WholeChange; readonly item: AskedItem }) => {
  const [isAnswering, setAnswering] = useState(false);
  const { answer, machine } = item;
  const canAnswer = change.state === 'open' && machine === null && item.state !== 'off';
  return (
    <li className={styles.item} data-state={item.state} aria-label={item.title}>
      <div className={styles.head}>
        <div className={styles.title}>
          <bdi>{item.title}</bdi>
          {!item.required && <span className={styles.dim}> optional</span>}
          {item.globs.length > 0 && <code className={styles.globs}>{item.globs.join(' ')}</code>}
        </div>
        <StatusBadge bare {...(machine === null ? askedShown[item.state] : machineShown[machine.state])} />
        {canAnswer && !isAnswering && (
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => setAnswering(true)}
            aria-label={`${answer === null ? 'Answer' : 'Answer again'}: ${item.title}`}
          >
            {answer === null ? 'Answer' : 'Answer again'}
          </Button>
        )}
      </div>
      {item.help !== '' && <p className={styles.dim}>{item.help}</p>}
      {answer !== null && (
        <div className={styles.answer}>
          <Reopened paths={answer.reopenedBy} />
          <p className={styles.dim}>
            {verdictTitle[answer.verdict]} by <bdi>{nameOfPerson(answer.by)}</bdi> <RelativeTime at={answer.at} />, for
            revision {answer.revision}
            {answer.revision < change.current.number &&
              answer.reopenedBy.length === 0 &&
              ', still holds: nothing it depends on changed'}
          </p>
          {answer.evidence !== '' && <Markdown text={answer.evidence} />}
        </div>
      )}
      {machine !== null && <MachineReport change={change} report={machine} />}
      {isAnswering && <AnswerForm change={change} item={item} onClose={() => setAnswering(false)} />}
    </li>
  );
};
