import { type BrowserContext, expect, type Frame, type Page, test } from '@playwright/test';
import { signInByLink } from '../shell/apiClient.ts';
import {
  fetchAsSameOrigin,
  getWithEffect,
  openAttackerSite,
  openForeignSocket,
  postWithoutAsking,
  type Shot,
} from './attackPages.ts';
import { openGuardedTarget } from './guardedTarget.ts';
import { attackCall, type Target } from './target.ts';
import { openUnguardedTwin } from './unguardedTwin.ts';

/* Chromium's own protection of loopback is switched off, so that nothing but our guard stands in between. */
test.use({
  launchOptions: async ({ launchOptions }, use) => {
    const args = [
      ...(launchOptions.args ?? []),
      '--host-resolver-rules=MAP evil.test 127.0.0.1',
      '--disable-features=LocalNetworkAccessChecks,LocalNetworkAccessChecksWebSockets,BlockInsecurePrivateNetworkRequests,PrivateNetworkAccessSendPreflights,PrivateNetworkAccessRespectPreflightResults,HttpsUpgrades',
    ];
    await use({ ...launchOptions, args });
  },
});

type Site = Awaited<ReturnType<typeof openAttackerSite>>;
interface Scene {
  readonly context: BrowserContext;
  readonly site: Site;
  readonly target: Target;
  readonly shot: Shot;
}

/** Opens a page and runs a script of the attacker in it; what it could read comes back. */
const run = async (
  { context, shot }: Scene,
  url: string,
  script: (shot: Shot) => Promise<string | null>,
): Promise<string | null> => {
  const page = await context.newPage();
  await page.goto(url);
  return page.evaluate(script, shot);
};

/** The attacker's page under a name that first meant the attacker's machine, and now means 127.0.0.1: same origin as the target's port. */
const rebound = async (scene: Scene, script: (shot: Shot) => Promise<string | null>): Promise<string | null> => {
  const origin = `http://evil.test:${scene.target.port}`;
  const page = await scene.context.newPage();
  await page.route(`${origin}/bait`, (route) =>
    route.fulfill({ contentType: 'text/html', body: '<title>Bait</title>' }),
  );
  await page.goto(`${origin}/bait`);
  return page.evaluate(script, { ...scene.shot, origin });
};

/** A frame without an origin that does what a foreign page does, and the target's page in a frame of the attacker's. */
const framed = async ({ context, site, target, shot }: Scene): Promise<string | null> => {
  const page = await context.newPage();
  await page.goto(site.neighbour);
  const sandboxed = await addFrame(page, { sandbox: 'allow-scripts', srcdoc: '<p>sandboxed' });
  await sandboxed.evaluate(postWithoutAsking, shot);
  const heard = await sandboxed.evaluate(openForeignSocket, shot);
  const frame = await addFrame(page, { src: `${target.origin}/` });
  const seen = await frame.content().catch(() => '');
  return [heard, seen].filter((each) => each !== null).join('\n');
};

const addFrame = async (page: Page, attributes: Readonly<Record<string, string>>): Promise<Frame> => {
  const element = await page.evaluateHandle(
    (given) =>
      new Promise<HTMLIFrameElement>((resolve) => {
        const frame = document.createElement('iframe');
        for (const [name, value] of Object.entries(given)) frame.setAttribute(name, value);
        frame.onload = () => resolve(frame);
        document.body.append(frame);
      }),
    attributes,
  );
  const frame = await element.contentFrame();
  if (frame === null) throw new Error('the frame is not there');
  return frame;
};

const attacks: readonly (readonly [string, (scene: Scene) => Promise<string | null>])[] = [
  ['a POST from another site, sent without asking', (scene) => run(scene, scene.site.foreign, postWithoutAsking)],
  [
    'the same from another port of 127.0.0.1, with cookies',
    (scene) => run(scene, scene.site.neighbour, postWithoutAsking),
  ],
  ['a picture of another site whose address does something', (scene) => run(scene, scene.site.foreign, getWithEffect)],
  ['a WebSocket from another site', (scene) => run(scene, scene.site.foreign, openForeignSocket)],
  ['a WebSocket from another port of 127.0.0.1', (scene) => run(scene, scene.site.neighbour, openForeignSocket)],
  ['DNS rebinding, by fetch', (scene) => rebound(scene, fetchAsSameOrigin)],
  ['DNS rebinding, by WebSocket', (scene) => rebound(scene, openForeignSocket)],
  ['a sandboxed frame, and our page in a frame of theirs', framed],
];

const targets = [
  { name: 'the unguarded twin', open: openUnguardedTwin, reach: 'reaches' },
  { name: 'Pitwall', open: openGuardedTarget, reach: 'does not reach' },
] as const;

for (const { name, open, reach } of targets) {
  test.describe(`against ${name}`, () => {
    let target: Target;
    let site: Site;
    test.beforeAll(async () => {
      [target, site] = await Promise.all([open(), openAttackerSite()]);
    });
    test.afterAll(() => Promise.all([target?.close(), site?.close()]));

    let visited = false;
    for (const [attack, carryOut] of attacks) {
      test(`${attack} ${reach} it`, async ({ browser }) => {
        const context = await browser.newContext();
        // The user is signed in, in the same browser.
        const tab = await context.newPage();
        await tab.goto(visited && reach === 'does not reach' ? target.origin : target.visit);
        if (!visited)
          await tab.waitForFunction((isPitwall) => !isPitwall || sessionStorage.length > 0, reach !== 'reaches');
        visited = true;
        const before = await target.effects();
        const code = await target.code();
        const shot = {
          origin: target.origin,
          code,
          token: target.token,
          call: attackCall(attack),
        };
        const read = await carryOut({ context, site, target, shot });
        const after = await target.effects();
        const got = {
          effects: after - before,
          read: read?.includes(target.words) || read?.includes('"i":"1"') || false,
        };
        if (reach === 'reaches') expect(got.effects + Number(got.read)).toBeGreaterThan(0);
        else {
          expect(got).toEqual({ effects: 0, read: false });
          // What the attacker had in hand was good all the time.
          expect(await signInByLink(`${target.origin}/#${code}`)).toContain('.');
        }
        await context.close();
      });
    }
  });
}
