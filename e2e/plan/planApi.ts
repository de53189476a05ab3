import type { ContractRouterClient } from '@orpc/contract';
import type { Api } from '../../shared/api.ts';
import type { PitwallUnderTest } from '../fixture.ts';
import { openApiClient, signInByLink } from '../shell/apiClient.ts';
import { startShell } from '../shell/pitwallProcess.ts';

/** Where the page of the browser shell keeps its token; see renderer/backend/sessionToken.ts. */
const SESSION = 'pitwall-session';

type PlanApi = ContractRouterClient<Api>;

const use = async <Result>(origin: string, token: string, work: (api: PlanApi) => Promise<Result>): Promise<Result> => {
  const { call, close } = await openApiClient(origin, token);
  try {
    return await work(call);
  } finally {
    close();
  }
};

/** Does something with the backend of a test's Pitwall, past the window: what a spec wants to find there.
 *
 * The desktop window lets nobody else in, so there the browser shell serves the same data folder meanwhile. */
export const withPlanApi = async <Result>(
  pitwall: PitwallUnderTest,
  work: (api: PlanApi) => Promise<Result>,
): Promise<Result> => {
  if (pitwall.kind === 'browser') {
    const page = pitwall.page();
    await page.getByRole('heading', { level: 1 }).waitFor();
    const token = await page.evaluate((key) => sessionStorage.getItem(key), SESSION);
    return use(new URL(page.url()).origin, token ?? '', work);
  }
  await pitwall.kill();
  const shell = await startShell({ folders: pitwall.folders });
  const result = await use(shell.origin, await signInByLink(shell.link), work);
  await shell.end();
  await pitwall.start();
  return result;
};
