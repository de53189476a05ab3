import { useEffect, useRef } from 'react';
import type { WholeQaRun } from '../../../shared/qa/contract.ts';
import { announce } from '../../ui/announce.ts';

/** Tells screen readers, politely, what changed in a run without a key of theirs: answers of a report or of another window, and its end. */
export const useQaAnnouncements = ({ state, counts, results, name }: WholeQaRun): void => {
  const known = useRef({ state, answered: results.filter(({ from }) => from === 'junit').length });
  useEffect(() => {
    const answered = results.filter(({ from }) => from === 'junit').length;
    const before = known.current;
    known.current = { state, answered };
    if (before.state !== state) announce(`${name} is ${state}: ${counts.pass} passed, ${counts.fail} failed.`);
    else if (answered > before.answered)
      announce(`A report answered cases: ${counts.pass} passed, ${counts.fail} failed, ${counts['not-run']} not run.`);
  }, [state, counts, results, name]);
};
