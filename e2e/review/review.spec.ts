import type { Page } from '@playwright/test';
import type { ProjectId, WindowId } from '../../shared/ids.ts';
import type { Person } from '../../shared/reviews/person.ts';
import { axeFindings } from '../axeFindings.ts';
import { openPracticeRange } from '../deploy-ui/practiceRange.ts';
import { expect, test } from '../fixture.ts';
import { visit } from '../frame/visit.ts';
import { withPlanApi } from '../plan/planApi.ts';
import { sidewaysOverflow } from '../sidewaysOverflow.ts';
import { diffOf, fetchNow, filesOf, noticesGone, openChange, rangeOrigin } from './rangeOrigin.ts';

const key = (page: Page, name: string) => page.locator('body').press(name);
const window = '00000000-0000-4000-8000-0000000000c2' as WindowId;
const rita = { name: 'Rita Reviewer', email: 'rita@example.com' };

test('T1 T2 T6 hostile names are text, five thousand lines mount a few hundred rows, and the checklist and gate are edited', async ({
  page,
  pitwall,
}) => {
  test.slow();
  const project = await openPracticeRange(page);
  const { push } = rangeOrigin(pitwall.folders.dataDir);
  push(
    'feature/hostile',
    'main',
    {
      '"evil\\n\\342\\200\\256<img src=x onerror=alert(1)>.txt"': '<script>document.title = "taken"</script>\n',
      'app/large.py': Array.from({ length: 5_000 }, (_, at) => `value_${at} = await get("pier ${at}")\n`).join(''),
      'app/trojan.py': 'if access != "none\u202e\u2066// admin\u2069 \u2066":\n\tpass',
      'logo.bin': Buffer.from([0, 1, 2, 3, 0, 255]),
      'long.txt': `${'x'.repeat(9_000)}\n`,
    },
    '<b>Bold</b>\u202e subject',
  );
  await fetchNow(page, project);
  await openChange(page, project, 'feature/hostile');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('<b>Bold</b>\\u202e subject');
  const choose = (name: string) => filesOf(page).getByRole('button', { name }).click();

  await choose('evil\\x0a\\u202e<img src=x onerror=alert(1)>.txt');
  await expect(page.locator('section[aria-label^="Diff of evil"]')).toContainText('<script>document.title');
  await choose('trojan.py');
  await expect(page.getByText('4 characters here cannot be seen or turn the text around.')).toBeVisible();
  await expect(diffOf(page, 'app/trojan.py')).toContainText('"none\\u202e\\u2066// admin\\u2069 \\u2066"');
  await expect(diffOf(page, 'app/trojan.py')).toContainText('no newline at the end');
  await choose('logo.bin');
  await expect(page.getByText('A binary file')).toBeVisible();
  await choose('long.txt');
  await expect(diffOf(page, 'long.txt')).toContainText('5,000 more characters');
  expect(await page.locator('main img, main script').count()).toBe(0);

  await choose('large.py');
  const diff = diffOf(page, 'app/large.py');
  await expect(diff).toContainText('value_0 =');
  let most = 0;
  for (const share of [0, 0.2, 0.5, 0.8, 1]) {
    await diff.evaluate((element, to) => {
      element.scrollTop = to * element.scrollHeight;
    }, share);
    await expect(diff).toContainText(`value_${Math.min(4_999, Math.max(0, Math.round(share * 4_999) - 5))} =`);
    most = Math.max(most, await diff.locator('tr').count());
  }
  expect(most).toBeGreaterThan(10);
  expect(most).toBeLessThan(300);
  for (const view of ['side by side', 'unified']) {
    await key(page, 's');
    expect(await axeFindings(page), view).toEqual([]);
  }
  await choose('trojan.py');
  expect(await axeFindings(page), 'trojan').toEqual([]);
  await page.setViewportSize({ width: 1024, height: 700 });
  await key(page, 'w');
  expect(await sidewaysOverflow(page)).toEqual([0, 0]);
  const box = await diffOf(page, 'app/trojan.py').boundingBox();
  expect(box?.height).toBeGreaterThan(200);
  await key(page, '?');
  await expect(page.getByText('Comment on the chosen line')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 1280, height: 800 });

  await visit(page, `/p/${project}/review/settings`);
  expect(await axeFindings(page), 'settings').toEqual([]);
  await page.getByRole('button', { name: 'Add a requirement' }).click();
  const requirement = page.getByRole('listitem', { name: 'New requirement' });
  await expect(requirement.getByLabel('Requirement')).toBeFocused();
  await page.getByRole('button', { name: 'Save the checklist and the gate' }).click();
  await expect(requirement).toContainText('Fill this in.');
  await expect(page.getByRole('main').getByText('One field needs a look')).toBeVisible();
  await expect(requirement.getByLabel('Requirement')).toBeFocused();
  await requirement.getByLabel('Requirement').fill('Large changes want two');
  const large = page.getByRole('listitem', { name: 'Large changes want two' });
  await large.getByLabel('Applies when').selectOption({ label: 'it changes many lines' });
  await large.getByLabel('At least').last().fill('2');
  await page.getByRole('button', { name: 'Save the checklist and the gate' }).click();
  await expect(page.getByText('The checklist and the gate are saved').first()).toBeVisible();
  await page.reload();
  await large.getByRole('button', { name: /^Large changes want two/, expanded: false }).click();
  await expect(large.getByLabel('Applies when')).toHaveValue('lines');

  // Another window is faster: nothing is overwritten, and what the save would have undone is named.
  await withPlanApi(pitwall, async ({ reviews }) => {
    const { template, requirements, version } = await reviews.settings({ project });
    const fewer = requirements.filter(({ id }) => id !== 'comments');
    await reviews.saveSettings({ project, seen: version, template, requirements: fewer });
  });
  await large.getByLabel('Requirement').fill('Large changes want three');
  await page.getByRole('button', { name: 'Save the checklist and the gate' }).click();
  await expect(page.getByText('were changed in another window in between')).toBeVisible();
  await expect(page.getByText('Saving would mean: new requirement “Comments resolved”')).toBeVisible();
});

test('T3 T5 T6 a reviewer meets conflicts, renames, submodules, secrets, vetoes and what others said', async ({
  pitwall,
}) => {
  const project = (await openPracticeRange(pitwall.page())) as ProjectId;
  const { push } = rangeOrigin(pitwall.folders.dataDir);
  push('main', 'main', { 'app/piers.py': 'piers = ["east", "west", "north"]\n', 'logo.bin': Buffer.from([0, 1]) });
  push('feature/second', 'main', {
    'app/quays.py': { from: 'app/piers.py' },
    'logo.bin': Buffer.from([0, 1, 2, 255]),
    vendor: { submodule: '4f2a9c1d'.repeat(5) },
    'app/settings.py': 'api_token = "k7Qx9ZtB3mWv5RnY8sLp2HdGf4JcTa6E"\n',
    'README.md': 'Ours\n',
  });
  push('main', 'main', { 'README.md': 'Theirs\n' });
  await withPlanApi(pitwall, async (api) => {
    for (const { name, email } of [rita, { name: 'Wendy Writer', email: 'WRITER@example.com' }])
      await api.team.create({
        project,
        window,
        settings: { name, email, workingDays: [1], focusFactor: 1, perDay: 1, active: true },
      });
  });
  const page = pitwall.page();
  await fetchNow(page, project);
  await openChange(page, project, 'feature/second');
  const change = page.url().split('?')[0] ?? '';
  const choose = (name: string) => filesOf(page).getByRole('button', { name }).click();
  await choose('quays.py');
  await expect(page.getByText('renamed from app/piers.py')).toBeVisible();
  await expect(page.getByText('The content is the same')).toBeVisible();
  await choose('logo.bin');
  await expect(page.getByText('A binary file')).toBeVisible();
  await choose('vendor');
  await expect(page.getByText('A submodule: another repository')).toBeVisible();

  // The conflict is named with what to do, on the page and where it is merged.
  await expect(page.getByRole('list', { name: 'Conflicts' })).toContainText('README.md');
  await page.getByRole('button', { name: /^Merge by/ }).click();
  const closed = page.getByRole('dialog', { name: 'It cannot be merged into main yet' });
  await expect(closed.getByRole('list', { name: 'Conflicts' })).toContainText('README.md');
  await expect(closed).toContainText('git rebase');
  expect(await axeFindings(page), 'conflict').toEqual([]);
  await page.keyboard.press('Escape');

  // A secret is masked, and counts until somebody says why it is none.
  await key(page, '4');
  const secrets = page.getByRole('list', { name: 'Findings: Secrets in the diff' });
  await expect(secrets).toContainText('app/settings.py:1');
  await expect(secrets).not.toContainText('k7Qx9ZtB3mWv5RnY8sLp2HdGf4JcTa6E');
  await secrets.getByRole('button', { name: 'Not a secret…' }).click();
  await secrets.getByRole('button', { name: 'Take it for no secret' }).click();
  await expect(secrets).toContainText('Say why.');
  await secrets.getByLabel('Why it is no secret').fill('The sample of the manual');
  await secrets.getByRole('button', { name: 'Take it for no secret' }).click();
  await expect(secrets).toContainText('does not count: The sample of the manual');

  // A veto that is written down for a member, an approval that no author gets, and the member's last word.
  await key(page, '5');
  const votes = page.getByRole('region', { name: 'Approvals and vetoes' });
  await page.getByRole('button', { name: 'More to do with the change' }).click();
  await page.getByRole('menuitem', { name: 'Veto it…' }).click();
  const veto = page.getByRole('dialog', { name: 'Veto the change' });
  await veto.getByLabel('Whose word it is').selectOption({ label: 'Rita Reviewer, written down by me' });
  await veto.getByRole('button', { name: 'Veto the change' }).click();
  await expect(veto).toContainText('Say what must change first.');
  await veto.getByLabel('What must change first').fill('It loses the north pier');
  await veto.getByRole('button', { name: 'Veto the change' }).click();
  await expect(votes).toContainText('Rita Reviewer');
  await expect(page.getByRole('listitem', { name: 'Nobody has a veto' })).toContainText('Veto by Rita Reviewer.');
  await page.getByRole('button', { name: 'Approve…' }).click();
  const approval = page.getByRole('dialog', { name: 'Approve the change' });
  await approval.getByLabel('Whose word it is').selectOption({ label: 'Wendy Writer, written down by me' });
  await approval.getByRole('button', { name: 'Approve this code' }).click();
  await expect(approval).toContainText('an author cannot approve it');
  await approval.getByLabel('Whose word it is').selectOption({ label: 'Rita Reviewer, written down by me' });
  await approval.getByRole('button', { name: 'Approve this code' }).click();
  await expect(votes).toContainText('written down by');
  await expect(page.getByRole('listitem', { name: 'Nobody has a veto' })).toContainText('satisfied');
  await noticesGone(page);
  expect(await axeFindings(page), 'votes').toEqual([]);
  await votes.getByRole('button', { name: 'Take it back: what Rita Reviewer said' }).click();
  await expect(votes).toContainText('Nobody said anything yet.');

  // What I say is new to Rita until she saw it, and is hers to answer, mine to edit and to delete.
  await key(page, '2');
  await page.getByLabel('Comment on the change').fill('Where is the **north** pier?');
  await page.getByRole('button', { name: 'Send the comment' }).click();
  const thread = page.getByRole('article', { name: /^Comment by/ });
  await expect(thread.locator('strong')).toHaveText('north');
  const me = await be(page, project, rita);
  await visit(page, `/p/${project}/review`);
  const row = page.getByRole('list', { name: 'Changes' }).getByRole('listitem').filter({ hasText: 'feature/second' });
  await expect(row).toContainText('1 new comment');
  await expect(row).toContainText(/\d open/);
  await page.setViewportSize({ width: 1024, height: 700 });
  expect(await sidewaysOverflow(page)).toEqual([0, 0]);
  expect(await axeFindings(page), 'changes').toEqual([]);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(`${change}?tab=comments`);
  await expect(thread.getByText('new', { exact: true })).toBeVisible();
  await expect(thread.getByRole('button', { name: 'Edit' })).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Comments (1 open)' })).toBeVisible();
  await visit(page, `/p/${project}/review`);
  await expect(row).toContainText('1 open');
  await expect(row).not.toContainText('new comment');
  await be(page, project, me);
  await page.goto(`${change}?tab=comments`);
  await thread.getByRole('button', { name: 'Edit' }).click();
  const edited = thread.getByLabel('What it says from now on');
  await expect(edited).toHaveValue('Where is the **north** pier?');
  await edited.fill('Where is the south pier?');
  await edited.press('Control+Enter');
  await expect(thread).toContainText('Where is the south pier?');
  await expect(thread).toContainText('edited');
  await noticesGone(page);
  expect(await axeFindings(page), 'comments').toEqual([]);
  await thread.getByRole('button', { name: 'Delete…' }).click();
  await thread.getByRole('button', { name: 'Delete the comment' }).click();
  await expect(thread).toContainText('Deleted by its writer');
  await visit(page, '/ledger');
  await expect(page.getByText(/Delete a comment on .*Where is the south pier\?/)).toBeVisible();
});

/** Changes who sits at the window; gives who did before. */
const be = async (page: Page, project: string, me: Person): Promise<Person> => {
  await visit(page, `/p/${project}/build/repository`);
  const [name, email] = [page.getByLabel('Name', { exact: true }), page.getByLabel('E-mail', { exact: true })];
  const before = { name: await name.inputValue(), email: await email.inputValue() };
  await name.fill(me.name);
  await email.fill(me.email);
  await page.getByRole('button', { name: 'Save the settings' }).click();
  await expect(page.getByText('Not saved yet')).toHaveCount(0);
  return before;
};
