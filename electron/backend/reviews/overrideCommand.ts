import { randomUUID } from 'node:crypto';
import { Failure } from '../../../shared/errors.ts';
import type { Revision, WindowId } from '../../../shared/ids.ts';
import type { ChangeId } from '../../../shared/reviews/change.ts';
import { overrideFollowUp } from '../../../shared/reviews/overrideFollowUp.ts';
import { OverrideId, type ReviewOverride } from '../../../shared/reviews/reviewOverride.ts';
import type { FactGatherer } from './factGatherer.ts';
import { noteReview, publishReview } from './recordReview.ts';
import { nameOf, type ReviewDeps } from './reviewDeps.ts';
import { needHead, needMe, needOpen } from './reviewGuards.ts';
import { insertOverride } from './reviewOverrideTable.ts';

/** A promise further away than this is none, in milliseconds. */
const DUE_MAX = 366 * 86_400_000;

interface Asked {
  readonly change: ChangeId;
  readonly head: Revision;
  readonly reason: string;
  /** A calendar date. */
  readonly due: string;
  readonly window: WindowId;
}

/** Lets a change through although its gate is closed: the reason, the count and the item that promises to make it good are one transaction. */
export const createOverrideCommand =
  (deps: ReviewDeps, facts: FactGatherer) =>
  async ({ change: id, head, reason, due, window }: Asked, signal?: AbortSignal): Promise<ReviewOverride> => {
    const { db, clock } = deps;
    const change = needOpen(deps, id);
    const by = needMe(deps, change.projectId);
    const dueAt = Date.parse(`${due}T23:59:59.999Z`);
    if (dueAt < clock.now() || dueAt > clock.now() + DUE_MAX)
      throw new Failure('REFUSED', `${due} is not in the year that begins today.`, {
        act: 'Choose the day by which it will be made good.',
      });
    needHead(deps, change, head);
    const { gate } = await facts.judge(change, { signal });
    const open = gate.requirements.filter(({ state }) => state === 'unsatisfied' || state === 'error');
    const reached = open.filter(({ state, overridable }) => state === 'unsatisfied' && overridable === true);
    if (reached.length === 0)
      throw new Failure(
        'REFUSED',
        open.length === 0
          ? `The gate of “${change.title}” is open: there is nothing to override.`
          : `No override counts for what is open: ${open.map(({ title }) => title).join('; ')}.`,
        { act: open.length === 0 ? 'Merge it.' : 'Do what is open; a check that failed can be tried again.' },
      );
    const titles = reached.map(({ title }) => title);
    const line = {
      verb: 'change.override',
      project: change.projectId,
      id,
      summary: `Override the gate of “${change.title}” until ${due}: ${reason}`,
    };
    const overrideId = OverrideId.parse(randomUUID());
    const act = () =>
      deps.items.commit({ project: change.projectId, window }, (edit) => {
        // Asked again inside the transaction: nobody overrides code they did not see, nor what was merged in between.
        const revision = needHead(deps, needOpen(deps, id), head);
        const text = overrideFollowUp({
          title: change.title,
          branch: change.branch,
          by: nameOf(by),
          reason,
          due,
          open: titles,
        });
        const item = deps.items.fileFollowUp(edit, { project: change.projectId, ...text, externalId: overrideId });
        const override = {
          id: overrideId,
          by,
          at: clock.now(),
          reason,
          due,
          revision: revision.number,
          open: titles,
          item: item.id,
          itemKey: item.key,
        };
        insertOverride(db, change.projectId, { ...override, change: id, patchId: revision.patchId });
        return {
          result: override,
          act: {
            verb: 'item.create',
            entity: 'item' as const,
            id: item.id,
            summary: `Make ${item.key} of an override of “${change.title}”`.replace(/\p{Cc}+/gu, ' '),
            // The override stands; so must what it promised.
            undoable: false,
          },
        };
      });
    const made = db
      .transaction(() => {
        const override = act();
        noteReview(deps, line);
        return override;
      })
      .immediate();
    publishReview(deps, line);
    return { ...made, counts: true };
  };
