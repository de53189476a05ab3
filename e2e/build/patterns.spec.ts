import { makeGitBed } from '../../electron/backend/git/testing/gitBed.ts';
import { defaultRepositorySettings } from '../../shared/branches/repositorySettings.ts';
import { axeFindings } from '../axeFindings.ts';
import { expect, test } from '../fixture.ts';
import { visit } from '../frame/visit.ts';
import { picture } from '../picture.ts';
import { withPlanApi } from '../plan/planApi.ts';

const bed = makeGitBed();
/** Without an origin base is the folder's own branch. */
const source = { kind: 'folder', path: bed.work } as const;
bed.git(['remote', 'remove', 'origin']);
test.afterAll(() => bed.remove());

const old = `import time\n\n\nasync def warm_up() -> None:\n    time.sleep(1)\n    await fill()\n`;

test('B4 a branch is checked, the baseline recorded and shrunk, a rule switched off', async ({ page, pitwall }) => {
  bed.commit('Begin', { 'shop/warm.py': old, 'shop/cold.py': old.replace('warm', 'cold') });
  bed.git(['checkout', '--quiet', '-b', 'feature/SHOP-7-orders']);
  bed.commit('Read orders', {
    'shop/orders.py': `from fastapi import APIRouter\nfrom sqlalchemy.orm import Session\nimport requests\n\nrouter = APIRouter()\n\n\n@router.get("/orders")\nasync def orders(db: Session) -> list[Order]:\n    rates = requests.get("https://rates.example.com/")  # noqa: ASYNC210 -- behind a cache that answers at once\n    return db.query(Order).all(), await price(rates)\n`,
    'shop/<b>odd\u202e.py': 'def f(:\n',
  });
  bed.git(['checkout', '--quiet', 'main']);
  const id = await withPlanApi(pitwall, async (api) => {
    const { id: project } = await api.projects.create({ name: 'Shop', key: 'SHOP', description: '' });
    await api.branches.saveRepository({ project, seen: 0, settings: { ...defaultRepositorySettings, source } });
    return project;
  });
  await visit(page, `/p/${id}/build/patterns`);
  await expect(page.getByText('2 new findings, 1 file not checked')).toBeVisible();
  await expect(page.getByRole('article', { name: 'PIT001 at line 9 of shop/orders.py' })).toContainText('event loop');
  await expect(page.getByRole('article', { name: 'PIT002 at line 11 of shop/orders.py' })).toBeVisible();
  await expect(page.getByText('behind a cache that answers at once').first()).toBeVisible();
  await expect(page.getByText('No baseline yet')).toBeVisible();
  await page
    .getByRole('article', { name: /PIT001/ })
    .getByText('Written well')
    .click();
  await expect(page.getByLabel('good example of PIT001').first()).toContainText('AsyncSession');
  await page.getByRole('button', { name: 'Record a baseline…' }).click();
  await page.getByRole('button', { name: 'Record the baseline' }).click();
  await expect(page.getByText('Say why it is recorded now.')).toBeVisible();
  await page.getByLabel('Reason, kept in the ledger').fill('What is old is known');
  await page.getByRole('button', { name: 'Record the baseline' }).click();
  await expect(page.getByText('2 findings', { exact: true })).toBeVisible();
  bed.commit('Mend one', {
    'shop/warm.py': old.replace('time.sleep', 'await asyncio.sleep').replace('import time', 'import asyncio'),
  });
  await page.getByRole('button', { name: 'Look at base again' }).click();
  await expect(page.getByText(/1 fewer than the 2 it began with/)).toBeVisible();
  await page.getByText('Examples of PIT003').click();
  await page
    .locator('label', { has: page.getByLabel(/^PIT001:/) })
    .first()
    .click();
  await expect(page.getByLabel(/^PIT001:/)).not.toBeChecked();
  await expect(page.getByText('1 new finding, 1 file not checked')).toBeVisible();
  expect(await axeFindings(page)).toEqual([]);
  await page.evaluate(() => document.querySelector('h1')?.scrollIntoView());
  await picture(page, 'patterns');
});
