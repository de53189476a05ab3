import { canSandbox } from './canSandbox.mjs';
import { chooseShell } from './chooseShell.mjs';
import { ensureModules } from './ensureModules.mjs';
import { ensureTools, hasCommand, testTools } from './ensureTools.mjs';
import { runMain } from './expectedFailure.mjs';
import { findElectron } from './findElectron.mjs';
import { noTests } from './readReports.mjs';
import { wasEnded } from './runChild.mjs';
import { runSuite } from './runSuite.mjs';
import { say } from './say.mjs';
import * as suites from './suites.mjs';
import { summaryLines } from './summary.mjs';
import { unpackPackages } from './unpackPackages.mjs';

const browsers = testTools.find((tool) => tool.package === 'chromium')?.commands ?? [];

/** Why the end-to-end specs cannot run in the browser here; null when they can. */
const whyNoBrowser = () => (browsers.some((name) => hasCommand(name)) ? null : 'there is no Chromium here');

/** Why they cannot run in the desktop window here; null when they can. */
const whyNoDesktop = async () => {
  const { platform, env } = process;
  const { why } = chooseShell({ browser: false, platform, env, uid: process.getuid?.(), sandbox: canSandbox() });
  const electron = why === null ? await findElectron() : { why };
  return electron.why;
};

const notRun = (suite, why) => {
  say(`not run: ${suite.title}, because ${why}`);
  return { title: suite.title, counts: { ...noTests, skipped: 1 }, why };
};

/** `npm test`: sets up the tools, then everything. */
await runMain(async () => {
  await ensureModules();
  await ensureTools(testTools);
  await unpackPackages();
  const results = [];
  const run = async (suite, why, options) => {
    if (wasEnded()) return;
    results.push(why === null ? await runSuite(suite, options) : notRun(suite, why));
  };
  const shown = { show: 'both' };
  await run(suites.format, null);
  await run(suites.types, null);
  await run(suites.deadCode, null);
  await run(suites.unit, null, shown);
  await run(suites.processes, null, shown);
  await run(suites.build, null);
  const built = results.at(-1)?.counts.failed === 0;
  const whyNotBuilt = built ? null : 'the build failed';
  await run(suites.integration, whyNotBuilt, shown);
  await run(suites.endToEnd, whyNotBuilt ?? whyNoBrowser(), shown);
  await run(suites.desktop, whyNotBuilt ?? (await whyNoDesktop()), shown);
  if (wasEnded()) return 130;
  process.stdout.write(`\n${summaryLines(results).join('\n')}\n`);
  return results.some(({ counts }) => counts.failed > 0) ? 1 : 0;
});
