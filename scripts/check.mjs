import { ensureModules } from './ensureModules.mjs';
import { runMain } from './expectedFailure.mjs';
import { runSuite } from './runSuite.mjs';
import { deadCode, format, types, unit } from './suites.mjs';
import { summaryLines } from './summary.mjs';

const inTurn = async (suites) => {
  const results = [];
  for (const suite of suites) results.push(await runSuite(suite));
  return results;
};

/** `npm run check`: what every commit must pass. Two at a time, for two cores. */
await runMain(async () => {
  await ensureModules();
  const [checks, tests] = await Promise.all([inTurn([format, types, deadCode]), inTurn([unit])]);
  const results = [...checks, ...tests];
  process.stdout.write(`${summaryLines(results).join('\n')}\n`);
  return results.some(({ counts }) => counts.failed > 0) ? 1 : 0;
});
