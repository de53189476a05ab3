import { Failure } from '../../../shared/errors.ts';
import type { Requirement } from '../../../shared/gates/requirement.ts';
import type { ProjectId } from '../../../shared/ids.ts';
import type { Change, ChangeId } from '../../../shared/reviews/change.ts';
import type { ChecklistTemplate } from '../../../shared/reviews/checklist.ts';
import { forgetCommits } from './changeRevisionTable.ts';
import type { FetchFollower } from './onFetched.ts';
import { recordReview } from './recordReview.ts';
import { listOpenChanges, updateChange, withCurrent } from './reviewChangeTable.ts';
import { nameOf, type ReviewDeps } from './reviewDeps.ts';
import { needChange, needMe, needOpen, needProject } from './reviewGuards.ts';
import { type ReviewSettings, readReviewSettings, writeReviewSettings } from './reviewSettingsTable.ts';

/** What is done to a change as a whole, and what changes of a project are asked. */
export const createChangeCommands = (deps: ReviewDeps, follower: Pick<FetchFollower, 'lookAgain' | 'judgeAgain'>) => {
  const { db, clock } = deps;
  return {
    abandon: (id: ChangeId, reason: string): Change => {
      const change = needOpen(deps, id);
      const by = nameOf(needMe(deps, change.projectId));
      const summary = `Abandon “${change.title}”: ${reason}`;
      return recordReview(deps, { verb: 'change.abandon', project: change.projectId, id, summary }, () => {
        const at = clock.now();
        const abandoned = { ...change, state: 'abandoned' as const, abandoned: { at, by, reason }, updatedAt: at };
        updateChange(db, abandoned);
        return withCurrent(db, abandoned);
      });
    },
    reopen: async (id: ChangeId): Promise<Change> => {
      const change = needChange(deps, id);
      const isTold = change.merged?.how === 'told';
      if (change.state !== 'abandoned' && !isTold)
        throw new Failure('REFUSED', `“${change.title}” is ${change.state === 'open' ? 'open' : 'merged for good'}.`, {
          act: 'Load the page again.',
        });
      if (listOpenChanges(db, change.projectId).some(({ branch }) => branch === change.branch))
        throw new Failure('REFUSED', `Another change of the branch ${change.branch} is open.`, {
          act: 'Go on with that one.',
        });
      needMe(deps, change.projectId);
      const summary = `Reopen “${change.title}”${isTold ? `, which was said to be in ${change.base}` : ''}`;
      recordReview(deps, { verb: 'change.reopen', project: change.projectId, id, summary }, () => {
        forgetCommits(db, id);
        updateChange(db, { ...change, state: 'open', merged: null, abandoned: null, updatedAt: clock.now() });
      });
      // Its branch may have moved while nobody looked.
      await follower.lookAgain(change.projectId);
      return withCurrent(db, needChange(deps, id));
    },
    settings: (project: ProjectId): ReviewSettings => readReviewSettings(db, needProject(deps, project)),
    saveSettings: (
      project: ProjectId,
      seen: number,
      {
        template,
        requirements,
      }: { readonly template: ChecklistTemplate; readonly requirements: readonly Requirement[] },
    ): void => {
      const before = readReviewSettings(db, needProject(deps, project));
      if (before.version !== seen)
        throw new Failure('CONFLICT', 'The checklist and the gate were changed in another window in between.', {
          act: 'Look at what stands there now, then change them again.',
          changes: differing(before, { template, requirements }).map((change) => `Saving would mean: ${change}`),
        });
      const changed = differing(before, { template, requirements });
      if (changed.length === 0) return;
      const summary = `Change what reviews ask: ${changed.join('; ')}`;
      recordReview(deps, { verb: 'review.settings', project, id: project, summary }, () =>
        writeReviewSettings(db, project, { template, requirements, version: before.version + 1 }),
      );
      follower.judgeAgain(project);
    },
  };
};
export type ChangeCommands = ReturnType<typeof createChangeCommands>;

/** Names what differs: points and requirements that came, went or changed. */
const differing = (
  before: Pick<ReviewSettings, 'template' | 'requirements'>,
  after: Pick<ReviewSettings, 'template' | 'requirements'>,
): readonly string[] => [
  ...changedIn('point', before.template.items, after.template.items),
  ...changedIn('requirement', before.requirements, after.requirements),
];

type Named = { readonly id: string; readonly title: string };

const changedIn = (what: string, before: readonly Named[], after: readonly Named[]): readonly string[] => {
  const [old, now] = [new Map(before.map((each) => [each.id, each])), new Map(after.map((each) => [each.id, each]))];
  const order = (all: readonly Named[]) => all.map(({ id }) => id).join('\n');
  const changed = [
    ...after.filter(({ id }) => !old.has(id)).map(({ title }) => `new ${what} “${title}”`),
    ...before.filter(({ id }) => !now.has(id)).map(({ title }) => `${what} “${title}” removed`),
    ...after
      .filter((each) => old.has(each.id) && JSON.stringify(old.get(each.id)) !== JSON.stringify(each))
      .map(({ title }) => `${what} “${title}” changed`),
  ];
  return changed.length === 0 && order(before) !== order(after) ? [`order of every ${what}`] : changed;
};
