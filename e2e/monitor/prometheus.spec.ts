import { axeFindings } from '../axeFindings.ts';
import { openPracticeRange, RUN_TIMEOUT } from '../deploy-ui/practiceRange.ts';
import { expect, test } from '../fixture.ts';
import { visit } from '../frame/visit.ts';
import { picture } from '../picture.ts';
import { noPrometheus, startPrometheusPrograms } from './prometheusPrograms.ts';

if (noPrometheus !== null) console.warn(noPrometheus);

test('M11 an environment takes its figures from a Prometheus: tried, saved, marked on every chart, and told when it is gone', async ({
  page,
}) => {
  test.skip(noPrometheus !== null, noPrometheus ?? '');
  await page.setViewportSize({ width: 1024, height: 700 });
  const programs = await startPrometheusPrograms({ pitwall: '127.0.0.1:1', probed: 'http://127.0.0.1:1/' });
  try {
    const project = await openPracticeRange(page);
    await visit(page, `/p/${project}/path`);
    await page.getByRole('link', { name: 'Set how it is watched' }).click();
    await page.getByText('A Prometheus has them').click();
    await page.getByLabel('Address of Prometheus').fill('http://name:secret@127.0.0.1:1');
    await page.getByRole('button', { name: 'Save how it is watched' }).click();
    await expect(page.getByText(/without a name, a password/)).toBeVisible();
    await page.getByLabel('Address of Prometheus').fill(programs.url);
    await page.getByLabel('Seconds between two scrapes').fill('2');
    await page.getByLabel('Labels of the server').fill('job="node"');

    await page.getByText('What it is asked for, in PromQL').click();
    // Nothing was scraped in the first moment.
    await expect(async () => {
      await page.getByRole('button', { name: 'Try load.1' }).click();
      await expect(page.getByText(/^load\.1 = \d/)).toBeVisible({ timeout: 1_000 });
    }).toPass();
    const load = page.getByLabel('load.1', { exact: true });
    const usual = await load.inputValue();
    await load.fill('max(node_load1{');
    await page.getByRole('button', { name: 'Try load.1' }).click();
    await expect(page.getByText(/^Line 1, column \d+: .*parse error/)).toBeVisible();
    await picture(page, 'prometheus-settings');
    await load.fill(usual);

    await page.getByRole('combobox', { name: 'Sign in with' }).click();
    await page.getByRole('option', { name: 'A bearer token' }).click();
    await page.getByLabel('Bearer token', { exact: true }).fill('a token of the test');
    await page.getByRole('button', { name: 'Keep the bearer token' }).click();
    await expect(page.getByText(`kept for ${programs.url}`)).toBeVisible();
    await page.emulateMedia({ reducedMotion: 'reduce' });
    expect(await axeFindings(page), 'settings').toEqual([]);
    await page.getByRole('button', { name: 'Save how it is watched' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Path' })).toBeVisible();

    await visit(page, `/p/${project}/metrics`);
    const { host } = new URL(programs.url);
    await expect(page.getByText(`Figures of the server come from Prometheus at ${host}`)).toBeVisible();
    const processor = page
      .getByRole('figure')
      .filter({ has: page.getByRole('heading', { name: 'Processor', exact: true }) });
    await processor.scrollIntoViewIfNeeded({ timeout: RUN_TIMEOUT });
    await expect(processor.locator('path[stroke-linejoin="round"][d*="M"]').first()).toBeAttached({
      timeout: RUN_TIMEOUT,
    });
    await processor.getByText(`from Prometheus at ${host}`).click();
    await expect(processor.getByText(/node_cpu_seconds_total\{mode=~"idle\|iowait",job="node"\}\[8s\]/)).toBeVisible();
    await picture(page, 'prometheus-metrics');
    expect(await axeFindings(page), 'metrics').toEqual([]);

    await programs.killPrometheus();
    const callout = page.getByText(new RegExp(`${host} could not be asked`)).first();
    await expect(callout).toBeVisible({ timeout: RUN_TIMEOUT });
    await expect(processor.getByText(/What is drawn is old/)).toBeVisible({ timeout: RUN_TIMEOUT });
    await picture(page, 'prometheus-gone');
  } finally {
    await programs.end();
  }
});
