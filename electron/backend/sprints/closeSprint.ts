import { Failure } from '../../../shared/errors.ts';
import type { ItemId, SprintId, WindowId } from '../../../shared/ids.ts';
import { amountInWords } from '../../../shared/sprints/amountInWords.ts';
import { closePlan, undecided } from '../../../shared/sprints/closePlan.ts';
import type { Destination } from '../../../shared/sprints/contract.ts';
import type { GoalVerdict, Sprint } from '../../../shared/sprints/sprint.ts';
import { sprintReport } from '../../../shared/sprints/sprintReport.ts';
import { needSprint, refused, someOf } from './sprintGuards.ts';
import { contentsOf } from './sprintPlan.ts';
import type { SprintsDeps } from './sprintsDeps.ts';
import { getSprint } from './sprintTable.ts';

export interface CloseSprint {
  readonly window: WindowId;
  readonly sprint: SprintId;
  readonly destinations: readonly { readonly item: ItemId; readonly to: Destination }[];
  readonly verdicts: readonly { readonly goal: string; readonly verdict: GoalVerdict }[];
}

/** Closes the active sprint: moves what is unfinished, and freezes its report in the same act, which cannot be taken back.
 *
 * REFUSED without a destination for every unfinished item and a verdict for every goal. A destination of an item that was finished meanwhile is
 * passed over: it stays with the sprint. */
export const closeSprint = (deps: SprintsDeps, input: CloseSprint): Sprint => {
  const { db } = deps;
  const { projectId } = needSprint(db, input.sprint);
  return deps.acts.commit({ project: projectId, window: input.window }, (edit) => {
    const sprint = needSprint(db, input.sprint);
    if (sprint.state !== 'active')
      throw sprint.state === 'closed'
        ? refused(`${sprint.name} is closed already: it never changes again.`, 'Look at its report.')
        : refused(`${sprint.name} was never started.`, 'Start it, or delete it.');
    const destinations = new Map(input.destinations.map(({ item, to }) => [item, to]));
    const verdicts = new Map(input.verdicts.map(({ goal, verdict }) => [goal, verdict]));
    for (const to of new Set(destinations.values())) if (to !== 'backlog') wantOpen(deps, sprint, to);
    const plan = closePlan(sprint, contentsOf(deps, sprint));
    const open = undecided(plan, destinations, verdicts);
    if (open.items.length > 0)
      throw refused(
        `${sprint.name} has unfinished items that go nowhere: ${someOf(open.items.map(({ key }) => key))}.`,
        'Say for each of them whether it goes to another sprint or back to the backlog.',
      );
    if (open.goals.length > 0)
      throw refused(
        `${sprint.name} has goals without a verdict: ${someOf(open.goals.map(({ text }) => `“${text}”`))}.`,
        'Say for each of them whether it was met, partly met or not met.',
      );
    const report = sprintReport(plan, destinations, edit.stamp.at);
    for (const { item, movedTo } of report.unfinished)
      edit.update('item', item, { sprint: movedTo === 'backlog' ? null : movedTo });
    for (const item of deps.itemsAround(sprint.id))
      if (item.sprint === sprint.id && item.triage !== null) edit.update('item', item.id, { sprint: null });
    return {
      result: edit.update('sprint', sprint.id, {
        state: 'closed',
        goals: sprint.goals.map((goal) => ({ ...goal, verdict: verdicts.get(goal.id) ?? goal.verdict })),
        report,
      }),
      act: {
        verb: 'sprint.close',
        entity: 'sprint',
        id: sprint.id,
        summary: `Close ${sprint.name} with ${amountInWords(report.completedPoints, deps.settingsOf(projectId).unit)} done`,
        undoable: false,
      },
    };
  });
};

/** Wants a sprint of the same project that items may go to. */
const wantOpen = ({ db }: SprintsDeps, closing: Sprint, id: SprintId): void => {
  const to = getSprint(db, id);
  if (to === null || to.projectId !== closing.projectId)
    throw new Failure('GONE', 'A sprint that items should go to does not exist (any more).', { what: 'sprint', id });
  if (to.id === closing.id)
    throw refused(
      `Items cannot stay in ${to.name}: it is the sprint that closes.`,
      'Choose another sprint or the backlog.',
    );
  if (to.state === 'closed')
    throw refused(`Items cannot go to ${to.name}: it is closed.`, 'Choose a planned sprint or the backlog.');
};
