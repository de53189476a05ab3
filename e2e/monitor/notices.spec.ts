import type { Page } from '@playwright/test';
import { openPracticeRange, RUN_TIMEOUT, switchFault } from '../deploy-ui/practiceRange.ts';
import { expect, test } from '../fixture.ts';
import { visit } from '../frame/visit.ts';

interface MadeNotice {
  readonly title: string;
  readonly body: string;
  readonly tag: string;
}

/** Every notification that the page makes is written down, and then really made: a headless Chromium has no place on the screen for it. */
const recordNotices = (page: Page) =>
  page.addInitScript(() => {
    const made: Notification[] = [];
    Object.assign(window, { made });
    window.Notification = new Proxy(window.Notification, {
      construct: (Real, words: ConstructorParameters<typeof Notification>) => {
        const notice = new Real(...words);
        made.push(notice);
        return notice;
      },
    });
  });

const madeNotices = (page: Page): Promise<readonly MadeNotice[]> =>
  page.evaluate(() =>
    (window as unknown as { readonly made: readonly Notification[] }).made.map(({ title, body, tag }) => ({
      title,
      body,
      tag,
    })),
  );
const titles = async (page: Page) => (await madeNotices(page)).map(({ title }) => title);
/** Waits for a notification of this title and gives it. */
const noticeOf = async (page: Page, title: string): Promise<MadeNotice | undefined> => {
  await expect.poll(() => titles(page), { timeout: RUN_TIMEOUT }).toContain(title);
  return (await madeNotices(page)).findLast((each) => each.title === title);
};

/** As the system does when somebody clicks on it. */
const clickOn = (page: Page, tag: string | undefined) =>
  page.evaluate((wanted) => {
    const { made } = window as unknown as { readonly made: readonly Notification[] };
    made.find((each) => each.tag === wanted)?.dispatchEvent(new Event('click'));
  }, tag);

test('M10 in the browser an alert becomes a notification that leads to it; many are one, quiet hours and a refusal hold it back, and the list has it all the same', async ({
  page,
  pitwall,
}) => {
  test.skip(pitwall.kind === 'desktop', 'the desktop window tells by the system itself');
  test.slow();
  const open = page.getByRole('list', { name: 'Open alerts' }).getByRole('listitem');
  const { origin } = new URL(page.url());
  const devtools = await (await page.context().browser())?.newBrowserCDPSession();
  const target = await page.context().newCDPSession(page);
  const { targetInfo } = await target.send('Target.getTargetInfo');
  const permit = (setting: 'granted' | 'denied') =>
    devtools?.send('Browser.setPermission', {
      permission: { name: 'notifications' },
      setting,
      origin,
      ...(targetInfo.browserContextId && { browserContextId: targetInfo.browserContextId }),
    });
  await recordNotices(page);
  await permit('denied');
  const project = await openPracticeRange(page);
  await page.reload();

  // Refused: it is said, nothing is made, and the alert is in the list with its item.
  await visit(page, `/p/${project}/alerts/quiet`);
  await expect(page.getByText('This browser refuses notifications of this address.')).toBeVisible();
  await switchFault(page, 'staging', /500/, true);
  await visit(page, `/p/${project}/alerts`);
  await expect(open).toContainText('App down', { timeout: RUN_TIMEOUT });
  await expect(open.getByRole('link', { name: 'Open its item' })).toBeVisible();
  expect(await titles(page)).toEqual([]);

  // Allowed, without a reload: what happens from now on is told.
  await permit('granted');
  await visit(page, `/p/${project}/alerts/quiet`);
  await expect(page.getByText('This browser shows them.')).toBeVisible();
  await switchFault(page, 'staging', /500/, false);
  const closed = await noticeOf(page, 'Closed: App down on staging');
  expect(closed?.body).toContain('The app answers as it should again.');
  await switchFault(page, 'production', /500/, true);
  const opened = await noticeOf(page, 'Critical: App down on production');
  expect(opened?.body).toContain('The first hop that fails is the app: HTTP 500');
  expect(opened?.tag).toMatch(/^[0-9a-f-]{36}$/);
  expect(opened?.tag).not.toBe(closed?.tag);
  await clickOn(page, opened?.tag);
  await expect(page).toHaveURL((url) => url.hash === `#/p/${project}/alerts`);
  await expect(open).toContainText('on production');
  await page.keyboard.press('j');
  await page.keyboard.press('a');
  await expect(open).toContainText('Taken by');

  // Quiet hours: two things happen, nothing is made; when they end, both are told as one.
  await visit(page, `/p/${project}/alerts/quiet`);
  await page.getByRole('switch', { name: 'Keep quiet every day' }).click({ force: true });
  const hour = (add: number) => `${String((new Date().getHours() + 24 + add) % 24).padStart(2, '0')}:00`;
  await page.getByLabel('From').fill(hour(-1));
  await page.getByLabel('To', { exact: true }).fill(hour(3));
  await page.getByRole('switch', { name: 'Tell critical alerts all the same' }).click({ force: true });
  await page.getByRole('button', { name: 'Save the quiet hours' }).click();
  await expect(page.getByRole('button', { name: 'Save the quiet hours' })).toBeDisabled();
  const before = await titles(page);
  await switchFault(page, 'production', /500/, false);
  await switchFault(page, 'staging', /500/, true);
  await visit(page, `/p/${project}/alerts`);
  await expect(open).toHaveCount(1, { timeout: RUN_TIMEOUT });
  await expect(open).toContainText('on staging', { timeout: RUN_TIMEOUT });
  expect(await titles(page)).toEqual(before);
  await visit(page, `/p/${project}/alerts/quiet`);
  await page.getByRole('switch', { name: 'Keep quiet every day' }).click({ force: true });
  await page.getByRole('button', { name: 'Save the quiet hours' }).click();
  await noticeOf(page, '1 alert opened, 1 closed');
  expect(await titles(page)).toEqual([...before, '1 alert opened, 1 closed']);
});
