import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Revision } from '../../../shared/ids.ts';
import { type BranchBed, branchBed } from './testing/branchBed.ts';

let bed: BranchBed;
beforeEach(async () => {
  bed = await branchBed();
});
afterEach(() => bed.remove());

const cloneFolder = () => join(bed.folder.dir, 'repositories', bed.project);
const remove = () => bed.client.projects.delete({ project: bed.project, confirm: 'Sample' });

/** A plan of two cases, a run with a report, and the tests run once. */
const test = async () => {
  const { client, project } = bed;
  const fields = { category: 'unit' as const, steps: '', required: true, owner: null };
  await client.qa.addCases({
    project,
    cases: [
      { ...fields, title: 'Login', match: { classname: '*', name: '*' } },
      { ...fields, title: 'By hand', match: null },
    ],
  });
  const revision = Revision.parse(bed.base);
  const run = await client.qa.startRun({ project, revision, name: 'Candidate' });
  const bytes = Buffer.from('<testsuite><testcase name="a"/></testsuite>');
  const { upload } = await client.qa.openUpload({ project, run: run.id, fileName: 'a.xml', bytes: bytes.length });
  await client.qa.appendUpload({ upload, base64: bytes.toString('base64') });
  await client.qa.readUpload({ upload });
};
const startTests = async (command: string) => {
  const { client, project } = bed;
  const { version, settings } = await client.qa.settings({ project });
  const place = { kind: 'checkout' as const };
  const tests = { command, place, timeLimitSeconds: 60, junit: [], coverage: [] };
  await client.qa.saveSettings({ project, seen: version, settings: { ...settings, command: tests } });
  return await client.qa.startTests({ project, revision: Revision.parse(bed.base), run: null });
};

/** Rows of every table that refer to the project, after Pitwall ended. */
const rowsLeft = async () => {
  let left: readonly string[] = [];
  await bed.restart(() => {
    const db = new SqliteDatabase(join(bed.folder.dir, 'pitwall.db'));
    const tables = db
      .prepare<[], string>(
        `SELECT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND c.name = 'project_id'`,
      )
      .pluck()
      .all()
      .filter((table) => table !== 'ledger' && table !== 'act');
    expect(tables).toEqual(expect.arrayContaining(['change', 'qa_run', 'repository', 'test_case', 'test_report']));
    left = [...tables, 'qa_result', 'change_revision'].filter(
      (table) => db.prepare(`SELECT count(*) FROM ${table}`).pluck().get() !== 0,
    );
    db.close();
  });
  return left;
};

describe('a project that is deleted', () => {
  it('B1 T8 names its clone, reviews and tests before, and takes them along', async () => {
    bed.repo.git(['checkout', '--quiet', '-b', 'feature/SA-1-search', 'main']);
    bed.repo.commit('Search', { 'search.txt': 's\n' });
    bed.repo.git(['push', '--quiet', 'origin', 'feature/SA-1-search']);
    await bed.use();
    await bed.client.branches.setToken({ project: bed.project, token: 'github', value: 'sample-token' });
    await bed.addItem('Search');
    await test();
    const { id } = await startTests('echo done');
    await vi.waitFor(async () => expect((await bed.client.qa.testRun({ test: id })).end?.kind).toBe('passed'), 20_000);
    const changes = async () => (await bed.client.projects.dependents({ project: bed.project })).join('\n');
    await vi.waitFor(async () => expect(await changes()).toContain('1 change'), 20_000);
    expect(await bed.client.projects.dependents({ project: bed.project })).toEqual([
      '1 item of the backlog',
      expect.stringMatching(/^Pitwall’s own clone of the repository \((less than )?[\d.]+ MB\)$/),
      '1 access token of the repository',
      '1 change under review or merged, with comments, votes and overrides',
      '2 test cases of the plan',
      '1 QA run with every answer',
      '1 run of the test command, with what it printed',
      '1 report of tests and coverage',
    ]);
    const logs = join(bed.folder.dir, 'tests', 'logs');
    expect([existsSync(cloneFolder()), readdirSync(logs).length > 0, bed.vault.kept.size]).toEqual([true, true, 1]);

    await remove();
    await vi.waitFor(() => expect(existsSync(cloneFolder())).toBe(false), 20_000);
    expect([readdirSync(logs), bed.vault.kept.size]).toEqual([[], 0]);
    expect(await rowsLeft()).toEqual([]);
  });

  it('B1 leaves a folder of the user as it is', async () => {
    const path = bed.repo.work;
    await bed.use({ source: { kind: 'folder', path } });
    const before = bed.repo.git(['for-each-ref']);
    expect(await bed.client.projects.dependents({ project: bed.project })).toEqual([
      `the settings of the repository; the folder ${path} itself stays as it is`,
    ]);
    await remove();
    expect(await rowsLeft()).toEqual([]);
    expect([bed.repo.git(['for-each-ref']), bed.repo.git(['status', '--porcelain'])]).toEqual([before, '']);
  });

  it('T8 is not deleted while its tests run', async () => {
    await bed.use();
    const { id } = await startTests('sleep 600');
    await expect(remove()).rejects.toMatchObject({
      code: 'IN_USE',
      data: { by: [`the tests of ${bed.base.slice(0, 7)}`] },
    });
    await bed.client.qa.cancelTests({ test: id });
    await vi.waitFor(async () => expect((await bed.client.qa.testRun({ test: id })).end).not.toBeNull(), 20_000);
    await remove();
    expect(await bed.client.projects.list()).toEqual([]);
  });
});
