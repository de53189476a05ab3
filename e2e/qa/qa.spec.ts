import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { deploy, deployButton, log, openPracticeRange, RUN_TIMEOUT, verdict } from '../deploy-ui/practiceRange.ts';
import { expect, test } from '../fixture.ts';
import { visit } from '../frame/visit.ts';
import { picture } from '../picture.ts';

/** What the test command prints and writes: one test that fails the first time, as the revision's own tests would. */
const command = `echo "testing in $(pwd)"
n=0; while [ $n -lt 5 ]; do n=$((n+1)); echo "pass number $n"; sleep 0.2; done
mkdir -p .reports
cat > .reports/junit.xml <<'EOF'
<testsuite name="tides" tests="3">
  <testcase classname="tests.test_tides" name="test_high_water" time="0.01"/>
  <testcase classname="tests.test_tides" name="test_low_water" time="0.02"><failure message="assert 2.9 == 3.1">the tide is wrong</failure></testcase>
  <testcase classname="tests.test_piers" name="test_names" time="0.01"/>
</testsuite>
EOF
exit 1`;

const addCase = async (page: Page, title: string, match: string | null) => {
  await page.locator('body').press('n');
  const dialog = page.getByRole('dialog', { name: 'New test case' });
  await dialog.getByLabel('Title').fill(title);
  if (match !== null) await dialog.getByLabel('Class name in JUnit files').fill(match);
  await dialog.getByRole('button', { name: 'Add the case' }).click();
  await expect(page.getByRole('listitem', { name: title })).toBeVisible();
};

const findings = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
};

/** In the dark theme only the colours differ. */
const darkFindings = async (page: Page) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  const { violations } = await new AxeBuilder({ page }).withRules(['color-contrast']).analyze();
  await page.emulateMedia({ colorScheme: 'light' });
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
};

/** Nothing is cut off sideways. */
const overflows = async (page: Page) => {
  const sizes: number[] = [];
  for (const width of [1024, 800, 480]) {
    await page.setViewportSize({ width, height: 700 });
    sizes.push(
      ...(await page.evaluate(() =>
        [document.documentElement, document.querySelector('main')].map(
          (each) => (each?.scrollWidth ?? 0) - (each?.clientWidth ?? 0),
        ),
      )),
    );
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  return sizes.filter((size) => size !== 0);
};

const chosen = (page: Page, title: string) => page.getByRole('button', { name: new RegExp(`^${title}`) });

test('T2 T8 a candidate is planned, tested, filed, and held back from production until it passed or is overridden', async ({
  page,
}) => {
  test.slow();
  const project = await openPracticeRange(page);
  await deploy(page, project, 'staging');
  await expect(verdict(page)).toContainText('succeeded', { timeout: RUN_TIMEOUT });
  const revision = await page
    .locator('[title]')
    .filter({ hasText: /^[0-9a-f]{7}/ })
    .first()
    .getAttribute('title');

  await visit(page, `/p/${project}/qa`);
  await expect(page.getByText('No test plan yet')).toBeVisible();
  await page.getByRole('link', { name: 'Make the test plan' }).click();
  await expect(page.getByText('No test case yet')).toBeVisible();
  await addCase(page, 'Tides are right', 'tests.test_tides');
  await addCase(page, 'Piers have names', 'tests.test_piers');
  await addCase(page, 'The page looks right', null);
  expect(await findings(page), 'plan').toEqual([]);
  expect(await darkFindings(page), 'plan').toEqual([]);
  expect(await overflows(page), 'plan').toEqual([]);

  await page.getByRole('link', { name: 'Test command and gate' }).click();
  await page.getByRole('textbox', { name: 'Command' }).fill(command);
  await page.getByLabel('Where it runs').selectOption({ label: 'On staging, over SSH' });
  await page.getByLabel('JUnit files it writes').fill('.reports/*.xml');
  await page.getByLabel('Production is gated').selectOption({ label: 'Always' });
  expect(await findings(page), 'settings').toEqual([]);
  expect(await darkFindings(page), 'settings').toEqual([]);
  expect(await overflows(page), 'settings').toEqual([]);
  await page.getByRole('button', { name: 'Save the settings' }).click();
  await expect(page.getByText('As saved now: it is.')).toBeVisible();

  await page.getByRole('link', { name: 'Runs', exact: true }).click();
  await page.getByRole('button', { name: 'Start a QA run' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Start a QA run' });
  const choice = dialog.getByLabel('Revision', { exact: true });
  await expect(choice).toContainText('Head of main');
  await choice.selectOption({ label: 'Another one, typed' });
  await dialog.getByLabel('Revision, all 40 digits').fill('4f2a');
  await dialog.getByRole('button', { name: 'Start the run' }).click();
  await expect(dialog).toContainText('40 hexadecimal digits');
  await dialog.getByLabel('Revision, all 40 digits').fill(revision ?? '');
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
  await picture(page, 'qa-tests');

  await page.getByRole('link', { name: 'Open the QA run' }).click();
  await expect(chosen(page, 'Tides are right')).toContainText('failed');
  await expect(chosen(page, 'Piers have names')).toContainText('passed');
  await page.getByRole('button', { name: 'Finish the run' }).click();
  await expect(page.getByText('1 required case is open: The page looks right (was not run).').first()).toBeVisible();

  await chosen(page, 'Tides are right').click();
  await expect(page.getByLabel('What was seen')).toHaveValue(/assert 2.9 == 3.1/);
  await page.locator('body').press('i');
  await expect(page.getByRole('link', { name: /Failed: Tides are right/ })).toBeVisible();
  await page.locator('body').press('j');
  await page.locator('body').press('j');
  await expect(page.getByRole('region', { name: 'Case: The page looks right' })).toBeVisible();
  await page.locator('body').press('e');
  await page.keyboard.type('Looked at it in Chromium.');
  await page.keyboard.press('Escape');
  await page.locator('body').press('p');
  await expect(chosen(page, 'The page looks right')).toContainText('passed');
  expect(await findings(page), 'run').toEqual([]);
  expect(await darkFindings(page), 'run').toEqual([]);
  expect(await overflows(page), 'run').toEqual([]);
  await picture(page, 'qa-run');
  await page.getByRole('button', { name: 'Finish the run' }).click();
  await expect(page.getByText('1 required not passed')).toBeVisible();
  // What fades has too little contrast while it does.
  await expect(page.locator('.mantine-Notification-root', { hasText: 'is finished' })).toHaveCount(0);

  await visit(page, `/p/${project}/deploy/${await environmentOf(page, project, 'production')}/confirm`);
  await expect(
    page.getByText('1 required case of the QA run “Candidate 1” did not pass: Tides are right.'),
  ).toBeVisible();
  await expect(deployButton(page, 'production')).toHaveCount(0);
  expect(await findings(page), 'confirm').toEqual([]);
  expect(await darkFindings(page), 'confirm').toEqual([]);
  expect(await overflows(page), 'confirm').toEqual([]);
  await picture(page, 'deploy-gate');

  // The same through the override: a reason, a day, and for ever on the run.
  await page.getByLabel('Override the gate in an emergency').check({ force: true });
  await page.getByLabel('Why it must go out now').fill('Ships wait for the tides');
  await page.getByLabel(/type the environment's name/).fill('production');
  await deployButton(page, 'production').click();
  await expect(verdict(page)).toContainText('succeeded', { timeout: RUN_TIMEOUT });
  await expect(page.getByText('Let through by an override')).toBeVisible();
  await expect(page.getByText('Ships wait for the tides')).toBeVisible();
  await visit(page, `/p/${project}/deploy`);
  await expect(page.getByText('1 deploy here went out by an override of the gate.')).toBeVisible();
  await visit(page, `/p/${project}/inbox`);
  await expect(page.getByText(/make good the override of [0-9a-f]{7} on production/).first()).toBeVisible();
  await expect(page.getByText('Failed: Tides are right').first()).toBeVisible();

  // Taken up again, everything passes: the gate opens by itself.
  await page.goto(run);
  await page.getByRole('button', { name: 'Take up again as a new run' }).click();
  await expect(page.getByRole('button', { name: 'Finish the run' })).toBeVisible();
  const again = page.url();

  // This time in a checkout on this machine.
  await visit(page, `/p/${project}/qa/settings`);
  await page.getByRole('textbox', { name: 'Command' }).fill('git rev-parse HEAD; ls; git status --short');
  await page.getByLabel('Where it runs').selectOption({ label: 'In a checkout on this machine' });
  await page.getByLabel('JUnit files it writes').fill('');
  await page.getByRole('button', { name: 'Save the settings' }).click();
  await expect(page.getByText('Not saved yet')).toHaveCount(0);
  await page.goto(again);
  await page.getByRole('button', { name: 'Run the tests' }).click();
  await expect(log(page)).toContainText('exit code 0', { timeout: RUN_TIMEOUT });
  await expect(log(page).locator('[data-line="1"]')).toContainText(revision ?? 'no revision');
  await page.getByRole('link', { name: 'Open the QA run' }).click();
  await chosen(page, 'Tides are right').click();
  await page.locator('body').press('p');
  await expect(chosen(page, 'Tides are right')).toContainText('passed');
  await page.getByRole('button', { name: 'Finish the run' }).click();
  await expect(page.getByRole('button', { name: 'Take up again as a new run' })).toBeVisible();
  await visit(page, `/p/${project}/deploy/${await environmentOf(page, project, 'production')}/confirm`);
  await expect(page.getByText('all required passed')).toBeVisible();
  await expect(deployButton(page, 'production')).toBeVisible();
});

/** By the link of its column on the deploy screen. */
const environmentOf = async (page: Page, project: string, name: string): Promise<string> => {
  await visit(page, `/p/${project}/deploy`);
  const link = page.getByRole('link', { name: new RegExp(`^Review deploy of [0-9a-f]{7} to ${name}$`) });
  const href = await link.getAttribute('href');
  return /deploy\/([0-9a-f-]{36})\/confirm/.exec(href ?? '')?.[1] ?? '';
};
