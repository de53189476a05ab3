import { Button, Textarea } from '@mantine/core';
import type { RefObject } from 'react';
import type { WholeQaRun } from '../../../shared/qa/contract.ts';
import { type CaseOutcome, caseOutcomes, type QaResult } from '../../../shared/qa/qaRun.ts';
import { KeyHint } from '../../ui/KeyHint.tsx';
import { Markdown } from '../../ui/Markdown.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { CaseAnswers } from './CaseAnswers.tsx';
import { CaseBug } from './CaseBug.tsx';
import styles from './CaseDetail.module.css';
import { outcomeShown } from './qaWords.ts';
import type { MarkCase } from './useMarkCase.ts';

const acts: Readonly<Record<CaseOutcome, { readonly label: string; readonly key: string }>> = {
  pass: { label: 'Passed', key: 'P' },
  fail: { label: 'Failed', key: 'F' },
  blocked: { label: 'Blocked', key: 'B' },
  'not-run': { label: 'Not run', key: 'N' },
};

interface Props {
  readonly run: WholeQaRun;
  readonly result: QaResult;
  readonly marking: MarkCase;
  readonly evidence: RefObject<HTMLTextAreaElement | null>;
}

/** One case: what to do, what was seen, and the four answers. */
export const CaseDetail = ({ run, result, marking, evidence }: Props) => {
  const running = run.state === 'running';
  const unsaved = marking.evidence !== result.evidence;
  return (
    <section className={styles.detail} aria-label={`Case: ${result.title}`}>
      <h2 className={styles.title}>
        <bdi>{result.title}</bdi>
      </h2>
      <div className={styles.facts}>
        <StatusBadge {...outcomeShown[result.outcome]} />
        {result.required && <span>required</span>}
        {result.by !== null && result.at !== null && (
          <span>
            {result.from === 'carried' ? 'in an earlier run, ' : ''}by <bdi>{result.by}</bdi>{' '}
            <RelativeTime at={result.at} />
          </span>
        )}
        {result.match !== null && (
          <code className={styles.match} title="Answered by JUnit files">
            {result.match.classname} · {result.match.name}
          </code>
        )}
      </div>
      {result.steps.trim() !== '' && <Markdown text={result.steps} />}
      {running ? (
        <>
          <Textarea
            ref={evidence}
            label="What was seen"
            description="Kept with the answer. A blocked case wants the reason."
            autosize
            minRows={3}
            maxRows={14}
            maxLength={20_000}
            value={marking.evidence}
            onChange={({ currentTarget: { value } }) => marking.setEvidence(value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') event.currentTarget.blur();
            }}
          />
          <fieldset className={styles.answers}>
            <legend>Answer{unsaved && result.by !== null ? ' again, to save what is written' : ''}</legend>
            {caseOutcomes.map((outcome) => (
              <Button
                key={outcome}
                variant="default"
                aria-pressed={result.outcome === outcome && result.by !== null}
                data-chosen={(result.outcome === outcome && result.by !== null) || undefined}
                className={styles.answer}
                rightSection={<KeyHint keys={[acts[outcome].key]} />}
                onClick={() => marking.mark(outcome)}
              >
                {acts[outcome].label}
              </Button>
            ))}
          </fieldset>
        </>
      ) : (
        result.evidence.trim() !== '' && <pre className={styles.evidence}>{result.evidence}</pre>
      )}
      <CaseBug run={run} result={result} marking={marking} />
      <CaseAnswers run={run.id} result={result} />
    </section>
  );
};
