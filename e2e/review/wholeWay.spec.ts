import type { Page } from '@playwright/test';
import { axeFindings } from '../axeFindings.ts';
import { deploy, deployButton, log, openPracticeRange, RUN_TIMEOUT, verdict } from '../deploy-ui/practiceRange.ts';
import { expect, test } from '../fixture.ts';
import { visit } from '../frame/visit.ts';
import { picture } from '../picture.ts';
import { sidewaysOverflow } from '../sidewaysOverflow.ts';
import { diffOf, fetchNow, filesOf, myAddress, noticesGone, openChange, rangeOrigin } from './rangeOrigin.ts';

const key = (page: Page, name: string) => page.locator('body').press(name);

/** What the test command prints and writes: one test that fails, as the revision's own tests would. */
const command = `echo "testing in $(pwd)"
n=0; while [ $n -lt 5 ]; do n=$((n+1)); echo "pass number $n"; sleep 0.2; done
mkdir -p .reports
cat > .reports/junit.xml <<'END'
<testsuite name="tides" tests="3">
  <testcase classname="tests.test_tides" name="test_high_water" time="0.01"/>
  <testcase classname="tests.test_tides" name="test_low_water" time="0.02"><failure message="assert 2.9 == 3.1">the tide is wrong</failure></testcase>
  <testcase classname="tests.test_piers" name="test_names" time="0.01"/>
</testsuite>
END
exit 1`;

const tides =
  'import time\n\n\nasync def tides(session):\n    time.sleep(1)\n    return await session.execute("select 1")\n';

const looks = async (page: Page, where: string) => {
  expect(await axeFindings(page), where).toEqual([]);
  for (const width of [1024, 480]) {
    await page.setViewportSize({ width, height: 700 });
    expect(await sidewaysOverflow(page), `${where}, ${width} wide`).toEqual([0, 0]);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
};

const addCase = async (page: Page, title: string, match: string | null) => {
  await key(page, 'n');
  const dialog = page.getByRole('dialog', { name: 'New test case' });
  await dialog.getByLabel('Title').fill(title);
  if (match !== null) await dialog.getByLabel('Class name in JUnit files').fill(match);
  await dialog.getByRole('button', { name: 'Add the case' }).click();
  await expect(page.getByRole('listitem', { name: title })).toBeVisible();
};

const chosen = (page: Page, title: string) => page.getByRole('button', { name: new RegExp(`^${title}`) });

/** The confirm page of production, by the link of its column on the deploy screen. */
const toConfirm = async (page: Page, project: string) => {
  await visit(page, `/p/${project}/deploy`);
  await page.getByRole('link', { name: /^Review deploy of [0-9a-f]{7} to production$/ }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Confirm the deploy to production' })).toBeVisible();
  await expect(page.getByText('QA of this revision')).toBeVisible();
};

test('B1 B4 T1 T2 T3 T5 T6 T7 T8 an item goes the whole way: branch, review, merge, QA, staging, production', async ({
  page,
  pitwall,
}) => {
  test.slow();
  const project = await openPracticeRange(page);
  const { git, push } = rangeOrigin(pitwall.folders.dataDir);
  await visit(page, `/p/${project}/review`);
  await expect(page.getByText('No open change')).toBeVisible();
  const me = { name: 'Practice Lead', email: await myAddress(page, project) };

  // The item gets its branch; its writer pushes to it.
  await visit(page, `/p/${project}/backlog`);
  await page.getByText('PR-1', { exact: true }).click();
  await key(page, 'Enter');
  await page.getByRole('link', { name: 'Start work…' }).click();
  const start = page.getByRole('dialog', { name: 'Start work on an item' });
  const branch = await start.getByLabel('Branch', { exact: true }).inputValue();
  await start.getByRole('button', { name: 'Start work', exact: true }).click();
  await expect(page.getByRole('row', { name: branch })).toContainText('no commit yet');
  push(branch, branch, { 'app/tides.py': tides, 'README.md': 'Tides\n' }, 'Tell the tides', me);
  push('fix/lamp', 'main', { 'lamp.txt': 'red\n' }, 'Mend the lamp');
  git(['branch', '-f', 'left-alone', 'main']);
  await fetchNow(page, project);
  await expect(page.getByRole('row', { name: branch })).toContainText('+1 / −0');
  await noticesGone(page);
  await picture(page, 'branches');

  // Read by keys: the next file, a line of it, a comment that outlives leaving.
  await openChange(page, project, branch);
  const change = page.url();
  const title = (await page.getByRole('heading', { level: 1 }).textContent()) ?? '';
  await expect(page.getByRole('heading', { level: 2, name: 'README.md' })).toBeVisible();
  await key(page, 'r');
  await expect(page.getByRole('heading', { level: 2, name: 'app/tides.py' })).toBeVisible();
  await expect(filesOf(page).getByRole('checkbox', { name: 'README.md is reviewed' })).toBeChecked();
  await expect(diffOf(page, 'app/tides.py').locator('.token.keyword').first()).toHaveText('import');
  await key(page, 'n');
  for (let line = 1; line < 5; line += 1) await key(page, 'j');
  await key(page, 'c');
  await page.keyboard.type('Which **pier**? <b>not bold</b>');
  await visit(page, `/p/${project}/backlog`);
  await page.goto(change);
  await filesOf(page).getByRole('button', { name: 'tides.py' }).click();
  const comment = page.getByLabel(/^Comment on line \d/);
  await expect(comment).toHaveValue('Which **pier**? <b>not bold</b>');
  await comment.press('Control+Enter');
  const thread = page.getByRole('article', { name: /^Comment by/ });
  await expect(thread.locator('strong')).toHaveText('pier');
  await expect(thread).toContainText('<b>not bold</b>');
  expect(await axeFindings(page), 'files').toEqual([]);

  // The rules found a blocking call: the line, why, and how it is written well.
  await key(page, '4');
  const finding = page.getByRole('article', { name: /^ASYNC251 at line 5 of app\/tides\.py/ });
  await expect(finding).toContainText('time.sleep(1)');
  await finding.getByText('Written well').click();
  await expect(finding.getByRole('figure', { name: 'good example of ASYNC251' })).toContainText('await');
  const point = page.getByRole('listitem', { name: 'It does what its item asks, and nothing else' });
  await point.getByRole('button', { name: /^Answer/ }).click();
  await point.getByText('Fail', { exact: true }).click();
  await point.getByRole('button', { name: 'Answer fail' }).click();
  await expect(point).toContainText('Say what is wrong.');
  await point.getByText('Pass', { exact: true }).click();
  await point.getByLabel('What was looked at').fill('The item and both files.');
  await point.getByRole('button', { name: 'Answer pass' }).click();
  await expect(point).toContainText('The item and both files.');
  expect(await axeFindings(page), 'checklist').toEqual([]);

  // An edit makes a second revision: only what came since is shown, the comment's line is gone, the answer is asked again.
  const mended = tides.replace('time.sleep', 'await asyncio.sleep').replace('import time', 'import asyncio');
  push(branch, branch, { 'app/tides.py': mended }, 'Do not block', me);
  await fetchNow(page, project);
  await page.goto(change);
  await expect(page.getByText('Only what changed since revision 1')).toBeVisible();
  await expect(filesOf(page).getByRole('listitem')).toHaveCount(1);
  await expect(thread).toContainText('outdated: its line was changed since');
  await picture(page, 'change-diff');
  await thread.getByRole('button', { name: 'Resolve' }).click();
  await expect(thread).toContainText('resolved by');
  await key(page, '4');
  await expect(point).toContainText('app/tides.py changed since it was answered');
  await expect(finding).toHaveCount(0);

  // Who wrote it cannot approve it, and nothing is merged while the gate is closed.
  await page.getByRole('button', { name: 'Approve…' }).click();
  const approval = page.getByRole('dialog', { name: 'Approve the change' });
  await approval.getByRole('button', { name: 'Approve this code' }).click();
  await expect(approval.getByText('It was not approved')).toBeVisible();
  await approval.getByRole('button', { name: 'Do not approve', exact: true }).last().click();
  await page.getByRole('button', { name: /^Merge by/ }).click();
  const closed = page.getByRole('dialog', { name: 'It cannot be merged into main yet' });
  await expect(closed).toContainText('1 approval missing');
  await expect(closed.getByRole('button', { name: /^Merge/ })).toHaveCount(0);

  // The emergency: a reason, a day, and meant. Enter alone does nothing.
  await closed.getByRole('button', { name: /override the gate/ }).click();
  const override = page.getByRole('dialog', { name: 'Override the gate' });
  await override.getByLabel('Why it cannot wait').fill('Ships wait for the tides');
  await override.getByLabel('Made good by').press('Enter');
  await expect(override.getByRole('button', { name: 'Override the gate' })).toBeDisabled();
  await override.getByRole('checkbox').check();
  expect(await axeFindings(page), 'override').toEqual([]);
  await override.getByRole('button', { name: 'Override the gate' }).click();
  await expect(page.getByText('The gate was overridden')).toBeVisible();
  await key(page, '5');
  await noticesGone(page);
  await looks(page, 'gate');
  await picture(page, 'change-gate');
  const head = git(['rev-parse', branch]).trim();
  await page.getByRole('button', { name: /^Merge by/ }).click();
  const merging = page.getByRole('dialog', { name: /^Merge into main/ });
  await expect(merging).toContainText('main is pushed to');
  await merging.getByRole('button', { name: `Merge ${head.slice(0, 7)} into main` }).click();
  await expect(page.getByText('merged', { exact: true }).first()).toBeVisible();
  expect(git(['show', 'main:app/tides.py'])).toBe(mended);
  const revision = git(['rev-parse', 'main']).trim();
  await visit(page, `/p/${project}/inbox`);
  await expect(page.getByText(/Make good the override|override of/i).first()).toBeVisible();

  // What was merged is the candidate: planned, tested on staging, a failed case filed.
  await deploy(page, project, 'staging');
  await expect(verdict(page)).toContainText('succeeded', { timeout: RUN_TIMEOUT });
  await visit(page, `/p/${project}/qa`);
  await page.getByRole('link', { name: 'Make the test plan' }).click();
  await expect(page.getByText('No test case yet')).toBeVisible();
  await addCase(page, 'Tides are right', 'tests.test_tides');
  await addCase(page, 'Piers have names', 'tests.test_piers');
  await addCase(page, 'The page looks right', null);
  await looks(page, 'plan');
  await page.getByRole('link', { name: 'Test command and gate' }).click();
  await page.getByRole('textbox', { name: 'Command' }).fill(command);
  await page.getByLabel('Where it runs').selectOption({ label: 'On staging, over SSH' });
  await page.getByLabel('JUnit files it writes').fill('.reports/*.xml');
  await page.getByLabel('Production is gated').selectOption({ label: 'Always' });
  await looks(page, 'QA settings');
  await page.getByRole('button', { name: 'Save the settings' }).click();
  await expect(page.getByText('As saved now: it is.')).toBeVisible();
  await page.getByRole('link', { name: 'Runs', exact: true }).click();
  await page.getByRole('button', { name: 'Start a QA run' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Start a QA run' });
  await expect(dialog.getByLabel('Revision', { exact: true })).toContainText('Head of main');
  await dialog.getByLabel('Revision', { exact: true }).selectOption({ label: 'Another one, typed' });
  await dialog.getByLabel('Revision, all 40 digits').fill('4f2a');
  await dialog.getByRole('button', { name: 'Start the run' }).click();
  await expect(dialog).toContainText('40 hexadecimal digits');
  await dialog.getByLabel('Revision, all 40 digits').fill(revision);
  await dialog.getByLabel('Name').fill('Candidate 1');
  await dialog.getByRole('button', { name: 'Start the run' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Candidate 1' })).toBeVisible();
  const run = page.url();
  await page.getByRole('button', { name: 'Run the tests' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /^Tests of/ })).toBeVisible();
  await expect(log(page)).toContainText('pass number 1', { timeout: RUN_TIMEOUT });
  await expect(page.getByRole('button', { name: 'Cancel the tests' })).toBeVisible();
  await expect(page.getByText('ended with exit code 1').first()).toBeVisible({ timeout: RUN_TIMEOUT });
  await expect(page.getByText('3 test cases; 2 cases of the plan answered').first()).toBeVisible();
  await page.getByRole('link', { name: 'Open the QA run' }).click();
  await expect(chosen(page, 'Tides are right')).toContainText('failed');
  await expect(chosen(page, 'Piers have names')).toContainText('passed');
  await page.getByRole('button', { name: 'Finish the run' }).click();
  await expect(page.getByText('1 required case is open: The page looks right (was not run).').first()).toBeVisible();
  await chosen(page, 'Tides are right').click();
  await expect(page.getByLabel('What was seen')).toHaveValue(/assert 2.9 == 3.1/);
  await key(page, 'i');
  await expect(page.getByRole('link', { name: /Failed: Tides are right/ })).toBeVisible();
  await key(page, 'j');
  await key(page, 'j');
  await expect(page.getByRole('region', { name: 'Case: The page looks right' })).toBeVisible();
  await key(page, 'e');
  await page.keyboard.type('Looked at it in Chromium.');
  await page.keyboard.press('Escape');
  await key(page, 'p');
  await expect(chosen(page, 'The page looks right')).toContainText('passed');
  await page.locator('.mantine-Notification-root', { hasText: 'is not finished' }).getByRole('button').click();
  await noticesGone(page);
  await looks(page, 'QA run');
  await picture(page, 'qa-run');
  await page.getByRole('button', { name: 'Finish the run' }).click();
  await expect(page.getByText('1 required not passed')).toBeVisible();
  await noticesGone(page);

  // Production is refused, and says what is open; the change's review is one click away.
  await toConfirm(page, project);
  await expect(
    page.getByText('1 required case of the QA run “Candidate 1” did not pass: Tides are right.'),
  ).toBeVisible();
  await expect(deployButton(page, 'production')).toHaveCount(0);
  await looks(page, 'confirm');
  await page.getByRole('heading', { level: 2, name: 'Reviews and QA' }).evaluate((heading) => heading.scrollIntoView());
  await picture(page, 'deploy-refused');
  await page.getByTitle('Open its review').click();
  await expect(page.getByRole('heading', { level: 2, name: 'The gate when it was merged' })).toBeVisible();

  // The same through the override: a reason, a day, and for ever on the run.
  await toConfirm(page, project);
  await page.getByLabel('Override the gate in an emergency').check({ force: true });
  await page.getByLabel('Why it must go out now').fill('Ships wait for the tides');
  await page.getByLabel(/type the environment's name/).fill('production');
  await deployButton(page, 'production').click();
  await expect(verdict(page)).toContainText('succeeded', { timeout: RUN_TIMEOUT });
  await expect(page.getByText('Let through by an override')).toBeVisible();
  const proof = page.getByRole('region', { name: 'Let through by', exact: true });
  await expect(proof.getByRole('link', { name: title })).toBeVisible();
  await visit(page, `/p/${project}/deploy`);
  await expect(page.getByText('1 deploy here went out by an override of the gate.')).toBeVisible();
  await visit(page, `/p/${project}/inbox`);
  await expect(page.getByText(/make good the override of [0-9a-f]{7} on production/).first()).toBeVisible();
  await expect(page.getByText('Failed: Tides are right').first()).toBeVisible();

  // Taken up again, this time in a checkout on this machine, everything passes: the gate opens by itself.
  await visit(page, `/p/${project}/qa/settings`);
  await page.getByRole('textbox', { name: 'Command' }).fill('git rev-parse HEAD; ls; git status --short');
  await page.getByLabel('Where it runs').selectOption({ label: 'In a checkout on this machine' });
  await page.getByLabel('JUnit files it writes').fill('');
  await page.getByRole('button', { name: 'Save the settings' }).click();
  await expect(page.getByText('Not saved yet')).toHaveCount(0);
  await page.goto(run);
  await page.getByRole('button', { name: 'Take up again as a new run' }).click();
  await page.getByRole('button', { name: 'Run the tests' }).click();
  await expect(log(page)).toContainText('exit code 0', { timeout: RUN_TIMEOUT });
  await expect(log(page).locator('[data-line="1"]')).toContainText(revision);
  await page.getByRole('link', { name: 'Open the QA run' }).click();
  await chosen(page, 'Tides are right').click();
  await key(page, 'p');
  await expect(chosen(page, 'Tides are right')).toContainText('passed');
  await page.getByRole('button', { name: 'Finish the run' }).click();
  await expect(page.getByRole('button', { name: 'Take up again as a new run' })).toBeVisible();

  // Allowed, and deployed; the run says what let it through.
  await toConfirm(page, project);
  await expect(page.getByText('all required passed')).toBeVisible();
  await page.getByLabel(/type the environment's name/).fill('production');
  await deployButton(page, 'production').click();
  await expect(verdict(page)).toContainText('succeeded', { timeout: RUN_TIMEOUT });
  await proof.getByRole('link', { name: 'its QA run' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /Candidate 1/ })).toBeVisible();
});
