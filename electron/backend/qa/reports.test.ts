import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { QaRunId } from '../../../shared/qa/qaRun.ts';
import { sampleCobertura, sampleJunit, sampleLcov } from '../../../shared/qa/testing/sampleReports.ts';
import { REPORT_MAX } from '../../../shared/qa/testReport.ts';
import { failureOf, project, type QaBed, qaBed, revision, sampleCase, sendReport } from './testing/qaBed.ts';

let bed: QaBed;
let run: QaRunId;
beforeEach(async () => {
  bed = qaBed();
  await bed.client.addCases({
    project,
    cases: [
      sampleCase({ title: 'Login', match: { classname: 'tests.test_login', name: '*' } }),
      sampleCase({ title: 'Home', match: { classname: '*', name: 'test_home' } }),
      sampleCase({ title: 'By hand' }),
    ],
  });
  run = (await bed.client.startRun({ project, revision, name: 'Candidate' })).id;
});
afterEach(() => bed.close());

const send = (name: string, text: string | Buffer) => sendReport(bed, run as never, name, Buffer.from(text as string));

describe('a report', () => {
  it('T8 fills the cases that it fits and lists what fits none', async () => {
    const { report, notices } = await send('junit.xml', sampleJunit);
    expect(notices).toEqual([]);
    const { results } = await bed.client.run({ run });
    expect(results.map(({ title, outcome, by, from }) => [title, outcome, by, from])).toEqual([
      ['Login', 'fail', 'junit.xml', 'junit'],
      ['Home', 'pass', 'junit.xml', 'junit'],
      ['By hand', 'not-run', null, 'hand'],
    ]);
    if (report === null) throw new Error('a report was kept');
    const { cases, totals, answered } = await bed.client.report({ report });
    expect([totals?.tests, answered.length]).toEqual([5, 2]);
    expect(cases.filter(({ matched }) => !matched).map(({ name }) => name)).toEqual(['test_stops']);
    expect(bed.qa.testsOf(project, revision)).toMatchObject({
      totals: { tests: 5, failed: 1, errors: 1 },
      failures: ['tests.test_login.test_bad_password[<b>]', 'tests.test_routes.test_stops'],
    });
  });

  it('T8 that comes again under its name replaces what it said before', async () => {
    await send('junit.xml', sampleJunit);
    const { case: id, version } = (await bed.client.run({ run })).results[0] ?? {};
    if (id === undefined || version === undefined) throw new Error('the run has results');
    await send('junit.xml', sampleJunit.replace(/<failure[\s\S]*?<\/failure>/, ''));
    expect((await bed.client.run({ run })).results[0]).toMatchObject({ outcome: 'pass', version: version + 1 });
    expect((await bed.client.answers({ run, case: id })).map(({ outcome }) => outcome)).toEqual(['pass', 'fail']);
    expect(bed.qa.testsOf(project, revision)?.totals).toMatchObject({ tests: 5, failed: 0, errors: 1 });
    expect(await bed.client.reports({ run })).toHaveLength(2);
  });

  it('T5 T8 of coverage is kept for the revision; two reports are one', async () => {
    await send('lcov.info', sampleLcov);
    await send('coverage.xml', sampleCobertura.replace('number="10" hits="0"', 'number="10" hits="1"'));
    const facts = await bed.qa.coverageOf(project, revision, ['app/routes.py', 'login.py', 'other.py']);
    expect(facts?.files).toEqual([
      { path: 'home/ci/build/app/routes.py', covered: [1, 4], missed: [2] },
      { path: 'home/ci/build/app/login.py', covered: [10, 11], missed: [] },
      { path: 'app/login.py', covered: [11], missed: [10] },
    ]);
  });

  it('T8 with invalid UTF-8 is read, and says so', async () => {
    const bytes = Buffer.concat([
      Buffer.from('<testsuite><testcase name="a'),
      Buffer.from([0xff, 0xc3]),
      Buffer.from('"/></testsuite>'),
    ]);
    expect((await sendReport(bed, run as never, 'odd.xml', bytes)).notices).toEqual([
      expect.stringContaining('replaced by'),
    ]);
    const latin = Buffer.from(
      '<?xml version="1.0" encoding="ISO-8859-1"?><testsuite><testcase name="caf\u00e9"/></testsuite>',
      'latin1',
    );
    const { report } = await sendReport(bed, run as never, 'latin.xml', latin);
    if (report === null) throw new Error('a report was kept');
    expect((await bed.client.report({ report })).cases[0]?.name).toBe('café');
  });

  it('T8 that cannot be read is refused and leaves everything as it was', async () => {
    const ledger = bed.ledger().length;
    expect(await failureOf(send('cut.xml', sampleJunit.slice(0, 500)))).toMatchObject({ code: 'FILE_INVALID' });
    expect(await failureOf(send('empty.xml', ''))).toMatchObject({ code: 'FILE_INVALID' });
    expect(await failureOf(send('any.txt', 'hello'))).toMatchObject({
      code: 'FILE_INVALID',
      message: expect.stringContaining('neither a JUnit XML report nor coverage'),
    });
    expect(bed.ledger()).toHaveLength(ledger);
  });

  it('T8 of a gigabyte is refused before a byte of it is sent', async () => {
    expect(
      await failureOf(bed.client.openUpload({ project, run, fileName: 'huge.xml', bytes: 1024 ** 3 })),
    ).toMatchObject({
      code: 'REFUSED',
      message: `huge.xml has 1024 MiB; a report may have ${REPORT_MAX / 1024 ** 2} MiB.`,
    });
  });

  it('T2 of no run only lists its cases, to make a plan of them', async () => {
    const { report, cases } = await sendReport(bed, null, 'junit.xml', Buffer.from(sampleJunit));
    expect([report, cases.length]).toEqual([null, 5]);
  });
});
