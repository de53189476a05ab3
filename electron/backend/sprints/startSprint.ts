import type { MemberId, SprintId, WindowId } from '../../../shared/ids.ts';
import { amountInWords } from '../../../shared/sprints/amountInWords.ts';
import { commitmentOf } from '../../../shared/sprints/commitmentOf.ts';
import type { Sprint } from '../../../shared/sprints/sprint.ts';
import { verdictInWords } from '../../../shared/sprints/verdictInWords.ts';
import { needSprint, refused } from './sprintGuards.ts';
import { contentsOf, verdictOf } from './sprintPlan.ts';
import type { SprintsDeps } from './sprintsDeps.ts';
import { listSprints } from './sprintTable.ts';

/** Starts a planned sprint: what is in it now is what the team commits to, and never changes again.
 *
 * REFUSED while another sprint is active, and when the load is over the capacity and `overCommitted` does not say that this is meant. */
export const startSprint = (
  deps: SprintsDeps,
  {
    window,
    sprint: id,
    overCommitted,
  }: { readonly window: WindowId; readonly sprint: SprintId; readonly overCommitted: boolean },
): Sprint => {
  const { db } = deps;
  const { projectId } = needSprint(db, id);
  return deps.acts.commit({ project: projectId, window }, (edit) => {
    const sprint = needSprint(db, id);
    if (sprint.state !== 'planned')
      throw refused(`${sprint.name} is ${sprint.state}: it was started already.`, 'Start a planned sprint.');
    const active = listSprints(db, projectId).find(({ state }) => state === 'active');
    if (active !== undefined)
      throw refused(`${active.name} is active: one sprint goes on at a time.`, `Close ${active.name} first.`);
    const contents = contentsOf(deps, sprint);
    const verdict = verdictOf(deps, sprint, contents);
    const { unit } = deps.settingsOf(projectId);
    if (verdict.overCommitted && !overCommitted)
      throw refused(
        `${sprint.name} holds more than fits. ${verdictInWords(verdict, namesIn(deps, sprint), unit).join(' ')}`,
        'Take something out or give it to somebody else, or start the sprint over-committed.',
      );
    const planned = { capacity: verdict.team.capacity, reserve: verdict.kept };
    const commitment = commitmentOf(contents, planned, edit.stamp.at);
    return {
      result: edit.update('sprint', id, { state: 'active', commitment }),
      act: {
        verb: 'sprint.start',
        entity: 'sprint',
        id,
        summary: `Start ${sprint.name} with ${amountInWords(commitment.points, unit)}`,
      },
    };
  });
};

const namesIn = ({ membersOf }: SprintsDeps, { projectId }: Sprint): ((member: MemberId) => string) => {
  const names = new Map(membersOf(projectId).map(({ id, name }) => [id, name]));
  return (member) => names.get(member) ?? 'Somebody who left';
};
