import { say } from './say.mjs';

/** Runs one suite and says how it went; what it printed is shown when it failed. */
export const runSuite = async (suite, options) => {
  const since = Date.now();
  const { counts, output, notes } = await suite.run(options);
  const seconds = Math.round((Date.now() - since) / 1000);
  if (counts.failed > 0 && output !== '') process.stdout.write(`${output}\n`);
  say(`${counts.failed > 0 ? 'FAILED' : 'passed'}: ${suite.title} (${seconds} s)`);
  return { title: suite.title, counts, notes, seconds };
};
