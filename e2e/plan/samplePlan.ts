import type { NewItem } from '../../shared/backlog/contract.ts';
import type { Item } from '../../shared/backlog/item.ts';
import { addDays, type CalendarDate, dateAt } from '../../shared/calendarDate.ts';
import { type ProjectId, WindowId } from '../../shared/ids.ts';
import type { Sprint } from '../../shared/sprints/sprint.ts';
import type { Member } from '../../shared/team/member.ts';
import type { PitwallUnderTest } from '../fixture.ts';
import { withPlanApi } from './planApi.ts';

/** Acts of a spec's preparation are no window's: an undo in the window does not meet them. */
const window = WindowId.parse('00000000-0000-4000-8000-000000000001');

export interface SamplePlan {
  readonly project: ProjectId;
  /** `Ada Sample`: five days a week at 0.8 points, which is 8 points in two weeks. */
  readonly ada: Member;
  readonly items: readonly Item[];
}

type SampleItem = Partial<NewItem> & Pick<NewItem, 'title'>;

/** A project `SA` with one member and items for her, ranked as given. */
export const samplePlan = (pitwall: PitwallUnderTest, items: readonly SampleItem[]): Promise<SamplePlan> =>
  withPlanApi(pitwall, async (api) => {
    const { id: project } = await api.projects.create({ name: 'Sample', key: 'SA', description: '' });
    const ada = await api.team.create({
      window,
      project,
      settings: {
        name: 'Ada Sample',
        email: null,
        workingDays: [1, 2, 3, 4, 5],
        focusFactor: 0.8,
        perDay: 1,
        active: true,
      },
    });
    const made: Item[] = [];
    for (const item of items)
      made.push(
        await api.backlog.create({
          window,
          project,
          place: 'bottom',
          item: { kind: 'feature', assignee: ada.id, ...item },
        }),
      );
    return { project, ada, items: made };
  });

/** Two weeks around today with all items of a sample in it, under way. */
export const startedSprint = (pitwall: PitwallUnderTest, { project, items }: SamplePlan): Promise<Sprint> =>
  withPlanApi(pitwall, async (api) => {
    const { timeZone } = await api.backlog.settings({ project });
    const today: CalendarDate = dateAt(Date.now(), timeZone);
    const [proposed] = await api.sprints.propose({ project, count: 1 });
    if (proposed === undefined) throw new Error('no sprint was proposed');
    const { id: sprint } = await api.sprints.create({
      window,
      project,
      settings: { ...proposed, start: addDays(today, -4), end: addDays(today, 9) },
    });
    await api.backlog.edit({ window, items: items.map(({ id }) => id), patch: { sprint } });
    return api.sprints.start({ window, sprint, overCommitted: true });
  });

/** The keys of a project's items in the one rank order, as the backend has them. */
export const rankedKeys = (pitwall: PitwallUnderTest, project: ProjectId): Promise<readonly string[]> =>
  withPlanApi(pitwall, async (api) => {
    const { items } = await api.backlog.list({ project, since: null });
    return items.toSorted((a, b) => (a.rank < b.rank ? -1 : 1)).map(({ key }) => key);
  });
