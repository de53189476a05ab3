import { Failure } from '../../../shared/errors.ts';
import type { Revision } from '../../../shared/ids.ts';
import type { ChangeId } from '../../../shared/reviews/change.ts';
import type { ChecklistAnswer } from '../../../shared/reviews/checklist.ts';
import type { ChangeReader } from './changeReader.ts';
import { insertAnswer, listAnswers } from './checklistAnswerTable.ts';
import { recordReview } from './recordReview.ts';
import { nameOf, type ReviewDeps } from './reviewDeps.ts';
import { needDiscussed, needHead, needMe, needRepository } from './reviewGuards.ts';
import { readReviewSettings } from './reviewSettingsTable.ts';
import { deleteSuppression, insertSuppression, listSuppressions } from './secretSuppressionTable.ts';

interface Answered {
  readonly change: ChangeId;
  readonly head: Revision;
  readonly item: string;
  readonly verdict: ChecklistAnswer['verdict'];
  readonly evidence: string;
  readonly seen: number;
}

/** Answers to the checklist, and secrets that are none. */
export const createChecklistCommands = (deps: ReviewDeps, reader: ChangeReader) => {
  const { db, clock } = deps;

  const answer = ({ change: id, head, item: itemId, verdict, evidence, seen }: Answered): ChecklistAnswer => {
    const change = needDiscussed(deps, id);
    const by = needMe(deps, change.projectId);
    const item = readReviewSettings(db, change.projectId).template.items.find((each) => each.id === itemId);
    if (item === undefined)
      throw new Failure('REFUSED', 'This point is not on the checklist (any more).', { act: 'Load the page again.' });
    if (item.machine !== null)
      throw new Failure('REFUSED', `“${item.title}” is answered by Pitwall.`, {
        act: 'Mend what it found, or override the gate with a reason.',
      });
    if (verdict !== 'pass' && evidence === '')
      throw new Failure('REFUSED', `Say why “${item.title}” ${verdict === 'fail' ? 'fails' : 'does not apply'}.`, {
        act: 'Write a sentence into its evidence.',
      });
    const summary = `Answer “${item.title}” of “${change.title}”: ${verdict === 'not-applicable' ? 'does not apply' : verdict}`;
    return recordReview(deps, { verb: 'change.answer', project: change.projectId, id, summary }, () => {
      const revision = needHead(deps, change, head);
      const before = listAnswers(db, id).find((each) => each.item === itemId)?.answer ?? null;
      if ((before?.version ?? 0) !== seen)
        throw new Failure('CONFLICT', `“${item.title}” was answered in between.`, {
          act: 'Look at what stands there now, then answer again if you still want to.',
          changes:
            before === null
              ? []
              : [
                  `${nameOf(before.by)} said ${before.verdict}${before.evidence === '' ? '' : `: ${before.evidence.slice(0, 200)}`}`,
                ],
        });
      const stored = { verdict, evidence, by, at: clock.now(), revision: revision.number, version: seen + 1 };
      insertAnswer(db, id, itemId, stored);
      return { ...stored, reopenedBy: [] };
    });
  };

  return {
    answer,
    suppressSecret: async (id: ChangeId, head: Revision, fingerprint: string, reason: string): Promise<void> => {
      const change = needDiscussed(deps, id);
      const by = needMe(deps, change.projectId);
      const { dir } = needRepository(deps, change.projectId);
      const revision = needHead(deps, change, head);
      const { secrets } = await reader.contents(dir, revision.mergeBase, revision.head);
      const found = secrets.find((secret) => secret.fingerprint === fingerprint);
      if (found === undefined)
        throw new Failure('REFUSED', 'This finding is not in the change (any more).', { act: 'Load the page again.' });
      const summary = `Take ${found.path}:${found.line} for no secret (${found.rule}): ${reason}`;
      recordReview(deps, { verb: 'change.suppress', project: change.projectId, id, summary }, () =>
        insertSuppression(db, change.projectId, { fingerprint, reason, by, at: clock.now() }),
      );
    },
    unsuppressSecret: (id: ChangeId, fingerprint: string): void => {
      const change = needDiscussed(deps, id);
      const before = listSuppressions(db, change.projectId).get(fingerprint);
      if (before === undefined) return;
      const summary = `Take a finding for a secret again: “${before.reason}” does not count any more`;
      recordReview(deps, { verb: 'change.unsuppress', project: change.projectId, id, summary }, () =>
        deleteSuppression(db, change.projectId, fingerprint),
      );
    },
  };
};
export type ChecklistCommands = ReturnType<typeof createChecklistCommands>;
