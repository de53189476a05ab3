import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuild } from './ensureBuild.mjs';
import { playwrightFailures, vitestFailures } from './namedFailures.mjs';
import { readPlaywrightReport, readVitestReport } from './readReports.mjs';
import { commandOf, node24 } from './root.mjs';
import { runChild } from './runChild.mjs';

/** Lines by which a suite says what it could not run here and why. */
const SKIPPED = /^\W*(Skipped: .*\S)/;

const one = (passed) => ({ passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 });

/** A check that passes or fails as a whole: some commands, in turn. What they print is shown when one fails. */
const check = (title, ...commands) => ({
  title,
  run: async () => {
    for (const [packageName, command, ...args] of commands) {
      const { code, output } = await runChild(node24, [commandOf(packageName, command), ...args]);
      if (code !== 0) return { counts: one(false), output, notes: [] };
    }
    return { counts: one(true), output: '', notes: [] };
  },
});

/** A test runner that writes a JSON report beside what it shows; the report is what counts. Without one the suite has failed. */
const runner = (title, run, read, failuresOf) => ({
  title,
  run: async ({ show = 'none' } = {}) => {
    const folder = mkdtempSync(join(tmpdir(), 'pitwall-report-'));
    const notes = new Set();
    const onLine = (line) => {
      const [, note] = SKIPPED.exec(line.replaceAll(/\u001b\[[0-9;]*m/g, '')) ?? [];
      if (note !== undefined) notes.add(note);
    };
    const path = join(folder, 'report.json');
    const [args, env] = run(path);
    const { code, output } = await runChild(node24, args, { show, env, onLine });
    const report = readJson(path);
    rmSync(folder, { recursive: true, force: true });
    for (const failure of report === null ? [] : failuresOf(report)) notes.add(failure);
    const known = report === null ? one(false) : read(report);
    const failed = known.failed === 0 && code !== 0 ? { ...known, failed: 1 } : known;
    return { counts: failed, output: show === 'none' ? output : '', notes: [...notes] };
  },
});

const readJson = (path) => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
};

const vitest = (project) => (path) => [
  [commandOf('vitest'), 'run', '--project', project, '--reporter=dot', '--reporter=json', `--outputFile.json=${path}`],
  {},
];

const playwright = (project) => (path) => [
  [commandOf('@playwright/test', 'playwright'), 'test', `--project=${project}`, '--reporter=dot,json'],
  { PLAYWRIGHT_JSON_OUTPUT_FILE: path },
];

const tsc = (project) => ['typescript', 'tsc', '-p', project];

export const format = check('format and lint', ['@biomejs/biome', 'biome', 'ci', '.']);
export const types = check('types', tsc('shared'), tsc('electron'), tsc('renderer'), tsc('e2e'));
export const deadCode = check('dead code', ['knip', 'knip', '--no-progress']);
export const unit = runner('unit tests', vitest('unit'), readVitestReport, vitestFailures);
export const processes = runner('tests with real programs', vitest('processes'), readVitestReport, vitestFailures);
export const build = {
  title: 'build',
  run: async () => {
    try {
      await ensureBuild();
      return { counts: one(true), output: '', notes: [] };
    } catch (error) {
      return { counts: one(false), output: error.message, notes: [] };
    }
  },
};
export const integration = runner('integration tests', vitest('integration'), readVitestReport, vitestFailures);
export const endToEnd = runner(
  'end-to-end in the browser',
  playwright('browser'),
  readPlaywrightReport,
  playwrightFailures,
);
export const desktop = runner(
  'end-to-end in the desktop window',
  playwright('desktop'),
  readPlaywrightReport,
  playwrightFailures,
);
