import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { ItemId } from '../../../shared/ids.ts';
import type { WholeQaRun } from '../../../shared/qa/contract.ts';
import { countResults } from '../../../shared/qa/qaProgress.ts';
import type { CaseOutcome, QaResult } from '../../../shared/qa/qaRun.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { planningWindow } from '../../backend/planningWindow.ts';
import { announce } from '../../ui/announce.ts';
import { definedError } from '../../ui/definedError.ts';
import { notifyDone, notifyFailure } from '../../ui/notify.ts';
import { qaRunOf } from './qaQueries.ts';
import { outcomeShown } from './qaWords.ts';

export interface MarkCase {
  /** What is written beside the answer and not saved yet. */
  readonly evidence: string;
  readonly setEvidence: (text: string) => void;
  /** Answers the case, with what is written. */
  readonly mark: (outcome: CaseOutcome) => void;
  readonly makeBug: () => void;
  readonly linkBug: (item: ItemId | null) => void;
  readonly busy: boolean;
}

/** Answering the chosen case of a run. What is written stays with its case until it is saved, also when another one is looked at. */
export const useMarkCase = (run: WholeQaRun, result: QaResult | null): MarkCase => {
  const cache = useQueryClient();
  const { queryKey } = qaRunOf(run.id);
  const [drafts, setDrafts] = useState<Readonly<Record<string, string>>>({});
  const going = useRef<string | null>(null);
  useEffect(() => {
    if (result === null) going.current = null;
  }, [result]);
  const evidence = result === null ? '' : (drafts[result.case] ?? result.evidence);
  const put = (answered: QaResult) => {
    setDrafts(({ [answered.case]: _saved, ...others }) => others);
    cache.setQueryData(queryKey, (known) => {
      if (known === undefined) return known;
      const results = known.results.map((each) => (each.case === answered.case ? answered : each));
      return { ...known, results, counts: countResults(results) };
    });
    void cache.invalidateQueries({ queryKey: api.qa.answers.key() });
  };
  const failed = (title: string) => (error: unknown) => {
    const conflict = definedError(error, 'CONFLICT');
    const described = describeFailure(error);
    notifyFailure(
      title,
      conflict === null ? described : { ...described, message: `${described.message} ${conflict.changes.join(' ')}` },
    );
    void cache.invalidateQueries({ queryKey });
  };
  const marking = useMutation(
    api.qa.mark.mutationOptions({
      onSuccess: (answered) => {
        put(answered);
        announce(`${answered.title}: ${outcomeShown[answered.outcome].label}`);
      },
      onError: failed('The answer was not saved'),
      onSettled: () => {
        going.current = null;
      },
    }),
  );
  const making = useMutation(
    api.qa.makeBug.mutationOptions({
      onSuccess: () => {
        void cache.invalidateQueries({ queryKey });
        notifyDone('The bug is in the inbox of the backlog');
      },
      onError: failed('No bug was made'),
    }),
  );
  const linking = useMutation(
    api.qa.linkBug.mutationOptions({ onSuccess: put, onError: failed('The bug was not linked') }),
  );
  return {
    evidence,
    setEvidence: (text) => {
      if (result !== null) setDrafts((all) => ({ ...all, [result.case]: text }));
    },
    mark: (outcome) => {
      // A key that is held down answers once.
      if (result === null || going.current === result.case) return;
      going.current = result.case;
      marking.mutate({ run: run.id, case: result.case, outcome, evidence, seen: result.version });
    },
    makeBug: () => {
      if (result !== null && !making.isPending) making.mutate({ ...planningWindow, run: run.id, case: result.case });
    },
    linkBug: (item) => {
      if (result !== null) linking.mutate({ run: run.id, case: result.case, item });
    },
    busy: marking.isPending || making.isPending || linking.isPending,
  };
};
