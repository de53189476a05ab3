import { useEffect, useRef, useState } from 'react';
import type { WholeQaRun } from '../../../shared/qa/contract.ts';
import type { CaseOutcome, QaResult } from '../../../shared/qa/qaRun.ts';
import { qaCategories, type TestCaseId } from '../../../shared/qa/testCase.ts';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import { type KeyGroup, useShownKeys } from '../../ui/shownKeys.ts';
import { useScreenKeys } from '../../ui/useScreenKeys.ts';
import { CaseDetail } from './CaseDetail.tsx';
import { categoryTitle, outcomeShown } from './qaWords.ts';
import styles from './RunCases.module.css';
import { useMarkCase } from './useMarkCase.ts';

const keys: KeyGroup = {
  title: 'QA run',
  keys: [
    { keys: ['J'], act: 'To the next case' },
    { keys: ['K'], act: 'To the case before' },
    { keys: ['P'], act: 'It passed' },
    { keys: ['F'], act: 'It failed' },
    { keys: ['B'], act: 'It is blocked' },
    { keys: ['N'], act: 'It was not run' },
    { keys: ['E'], act: 'Write what was seen' },
    { keys: ['I'], act: 'Make the failed case a bug' },
  ],
};

/** The cases of a run by category, and the chosen one whole beside them. Each answer takes one key. */
export const RunCases = ({ run }: { readonly run: WholeQaRun }) => {
  const { results } = run;
  const inOrder = qaCategories.flatMap((category) => results.filter((each) => each.category === category));
  const [chosen, setChosen] = useState<TestCaseId | null>(
    () => (inOrder.find(({ outcome }) => outcome === 'not-run') ?? inOrder[0])?.case ?? null,
  );
  const list = useRef<HTMLDivElement>(null);
  const evidence = useRef<HTMLTextAreaElement>(null);
  const current = inOrder.find((each) => each.case === chosen) ?? inOrder[0] ?? null;
  const marking = useMarkCase(run, current);
  useShownKeys(keys);

  const choose = (result: QaResult) => {
    setChosen(result.case);
    list.current?.querySelector<HTMLElement>(`[data-case="${result.case}"]`)?.focus();
  };
  const move = (by: number): boolean => {
    const at = inOrder.findIndex((each) => each.case === current?.case);
    const next = inOrder[Math.max(0, Math.min(inOrder.length - 1, at + by))];
    if (next !== undefined) choose(next);
    return next !== undefined;
  };
  const inList = (by: number) => () => (list.current?.contains(document.activeElement) === true ? move(by) : false);
  const mark = (outcome: CaseOutcome) => (): boolean => {
    if (run.state !== 'running' || current === null) return false;
    marking.mark(outcome);
    return true;
  };
  useScreenKeys({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: inList(1),
    ArrowUp: inList(-1),
    p: mark('pass'),
    f: mark('fail'),
    b: mark('blocked'),
    n: mark('not-run'),
    e: () => {
      evidence.current?.focus();
      return evidence.current !== null;
    },
    i: () => {
      if (current?.outcome !== 'fail' || current.bug !== null) return false;
      marking.makeBug();
      return true;
    },
  });
  useEffect(() => {
    if (current !== null && current.case !== chosen) setChosen(current.case);
  }, [current, chosen]);

  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }, []);

  return (
    <div className={styles.columns}>
      <div ref={list} className={styles.list}>
        {qaCategories.map((category) => {
          const own = inOrder.filter((each) => each.category === category);
          if (own.length === 0) return null;
          return (
            <section key={category} aria-label={categoryTitle[category]}>
              <h2 className={styles.category}>{categoryTitle[category]}</h2>
              <ul className={styles.cases}>
                {own.map((result) => (
                  <li key={result.case}>
                    <button
                      type="button"
                      className={styles.case}
                      data-case={result.case}
                      data-outcome={result.outcome}
                      aria-current={result.case === current?.case ? 'true' : undefined}
                      onClick={() => setChosen(result.case)}
                    >
                      <bdi className={styles.title}>{result.title}</bdi>
                      {result.required && <span className={styles.required}>required</span>}
                      {result.bug !== null && <span className={styles.required}>bug</span>}
                      <StatusBadge bare {...outcomeShown[result.outcome]} />
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
      </div>
      {current !== null && (
        <CaseDetail key={current.case} run={run} result={current} marking={marking} evidence={evidence} />
      )}
    </div>
  );
};
