import { randomUUID } from 'node:crypto';
import { ProjectId, WindowId } from '../../shared/ids.ts';
import { openPracticeRange } from '../deploy-ui/practiceRange.ts';
import { expect, test } from '../fixture.ts';
import { visit } from '../frame/visit.ts';
import { picture } from '../picture.ts';
import { withPlanApi } from './planApi.ts';

test('P1 P2 P12 P16 the practice range comes with a backlog to rank, plan and work on', async ({ page, pitwall }) => {
  const project = ProjectId.parse(await openPracticeRange(page));
  await visit(page, `/p/${project}/backlog`);
  await expect(page.getByText('14 items · 50 points · 2 not estimated')).toBeVisible();
  await expect(page.getByRole('row', { name: /PR-1 / })).toBeVisible();

  const sprint = await withPlanApi(pitwall, async (api) => {
    const act = { window: WindowId.parse(randomUUID()) };
    const { items } = await api.backlog.list({ project, since: null });
    const inOrder = items.toSorted((one, other) => (one.rank < other.rank ? -1 : 1));
    const team = [];
    for (const name of ['Ada Sample', 'Bo Sample'])
      team.push(
        await api.team.create({
          ...act,
          project,
          settings: { name, email: null, workingDays: [1, 2, 3, 4, 5], focusFactor: 0.8, perDay: 1, active: true },
        }),
      );
    for (const [at, { id }] of inOrder.slice(0, 5).entries())
      await api.backlog.edit({ ...act, items: [id], patch: { assignee: team[at % 2]?.id ?? null } });
    await api.backlog.move({ ...act, items: inOrder.slice(11, 12).map(({ id }) => id), place: 'top' });
    const [proposed] = await api.sprints.propose({ project, count: 1 });
    if (proposed === undefined) throw new Error('no sprint was proposed');
    const goal = { id: randomUUID(), text: 'Nobody misses a tide', verdict: null };
    const { id } = await api.sprints.create({ ...act, project, settings: { ...proposed, goals: [goal] } });
    const planned = inOrder.filter((_, at) => at !== 2).slice(0, 4);
    await api.backlog.edit({ ...act, items: planned.map((item) => item.id), patch: { sprint: id } });
    return id;
  });
  await expect(page.getByRole('row', { name: /PR-12 / }).getByRole('img', { name: /^Placed by hand: / })).toBeVisible();
  await picture(page, 'backlog');

  await visit(page, `/p/${project}/sprint/${sprint}/plan`);
  await expect(page.getByRole('option', { name: /PR-1 / })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Capacity' }).getByText('13 of 16 points')).toBeVisible();
  await picture(page, 'sprint-plan');

  await withPlanApi(pitwall, async (api) => {
    const act = { window: WindowId.parse(randomUUID()) };
    await api.sprints.start({ ...act, sprint, overCommitted: true });
    const { items } = await api.backlog.list({ project, since: null });
    const { workflow } = await api.backlog.settings({ project });
    const inSprint = items.filter((item) => item.sprint === sprint && item.estimate !== null);
    for (const [at, { id }] of inSprint.entries()) {
      const status = workflow[[4, 2, 1, 0][at] ?? 0];
      if (status !== undefined) await api.backlog.edit({ ...act, items: [id], patch: { status: status.id } });
    }
  });
  await visit(page, `/p/${project}/board`);
  await expect(page.getByText('In progress')).toBeVisible();
  await expect(page.getByText('PR-1', { exact: true })).toBeVisible();
  await picture(page, 'board');
});
