import type { JudgedGate, RequirementState } from '../../../shared/gates/requirement.ts';
import type { ItemId, ProjectId, Revision } from '../../../shared/ids.ts';
import type { ChangeId } from '../../../shared/reviews/change.ts';
import { changesOfCommit } from './changeRevisionTable.ts';
import type { FactGatherer } from './factGatherer.ts';
import { getChange } from './reviewChangeTable.ts';
import type { ReviewDeps } from './reviewDeps.ts';

/** A change that a deploy would bring, with what its review says. */
export interface ChangeInDeploy {
  readonly id: ChangeId;
  readonly title: string;
  readonly item: ItemId | null;
  /** Commits of the deploy that it brought. */
  readonly revisions: Revision[];
  readonly state: RequirementState;
  /** What is open, or why it could not be judged. */
  readonly open: string[];
}

/** Tells which changes brought the commits of a deploy, and how their gates stood; a commit that none of them names was not reviewed.
 *
 * A gate that was open when the change was merged stays so. One that was closed, which only a merge elsewhere can be, is judged anew: a review may come late,
 * and then the change is as good as any. */
export const createChangesIn =
  (deps: Pick<ReviewDeps, 'db'>, facts: FactGatherer) =>
  async (
    project: ProjectId,
    revisions: readonly Revision[],
    signal?: AbortSignal,
  ): Promise<readonly ChangeInDeploy[]> => {
    const brought = new Map<ChangeId, Revision[]>();
    for (const revision of revisions)
      for (const change of changesOfCommit(deps.db, project, revision))
        brought.set(change, [...(brought.get(change) ?? []), revision]);
    const found: ChangeInDeploy[] = [];
    for (const [id, commits] of brought) {
      const change = getChange(deps.db, id);
      if (change === null) continue;
      const atMerge = change.merged?.gate ?? null;
      const gate = atMerge?.open === true ? atMerge : (await facts.judge(change, { signal })).gate;
      found.push({ id, title: change.title, item: change.item, revisions: commits, ...told(gate) });
    }
    return found;
  };

const told = (gate: JudgedGate): Pick<ChangeInDeploy, 'state' | 'open'> => ({
  state: gate.state,
  open: gate.requirements
    .filter(({ state }) => state === 'unsatisfied' || state === 'error')
    .map(({ title, reasons }) => [title, ...reasons.slice(0, 1)].join(': ')),
});
