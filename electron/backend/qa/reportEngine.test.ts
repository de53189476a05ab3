import { afterAll, describe, expect, it } from 'vitest';
import { Failure } from '../../../shared/errors.ts';
import { sampleJunit } from '../../../shared/qa/testing/sampleReports.ts';
import { JUNIT_CASES_MAX } from '../../../shared/qa/testReport.ts';
import { createReportEngine, type ReportEngine } from './reportEngine.ts';
import { largeCobertura, largeJunit, largeLcov } from './testing/largeReports.ts';

const engine = createReportEngine();
afterAll(engine.dispose);
const read = (text: string, from: ReportEngine = engine) => {
  const parts = [Buffer.from(text)];
  return from.ask('read', { parts, plan: [], first: 0 }, parts);
};
const taken = async (text: string) => {
  const taking = await read(text);
  if (!taking.ok) throw new Error(taking.message);
  return taking;
};
const failureOf = async (asked: Promise<unknown>): Promise<Failure> => {
  const error = await asked.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof Failure) return error;
  throw new Error(`no failure: ${String(error)}`);
};
const body = (code: string) =>
  new URL(
    `data:text/javascript,${encodeURIComponent(`import { parentPort } from 'node:worker_threads';\nparentPort.on('message', (asked) => { ${code} });`)}`,
  );

describe('the reading thread', () => {
  it('T8 reads a hundred thousand cases and hundreds of thousands of lines, and leaves the event loop free meanwhile', async () => {
    let turns = 0;
    const turning = setInterval(() => {
      turns += 1;
    }, 1);
    const junit = await taken(largeJunit(JUNIT_CASES_MAX + 1));
    expect(turns).toBeGreaterThan(10);
    clearInterval(turning);
    const lcov = await taken(largeLcov(300));
    expect(junit.totals).toMatchObject({ tests: 100_000, failed: 1000 });
    expect(junit.failures).toHaveLength(20);
    expect(junit.notices).toEqual(['Only the first 100,000 of 100,001 test cases were read.']);
    expect(lcov.lines).toEqual({ files: 300, covered: 199_800, missed: 100_200 });
    expect((await taken(largeCobertura(100))).lines).toEqual({ files: 100, covered: 66_600, missed: 33_400 });

    const shown = await engine.ask('view', { content: junit.content, plan: [] });
    expect([shown.cases.length, shown.more, shown.cases[999]?.outcome]).toEqual([2000, 98_000, 'failed']);
    const paths = ['app/part_7/a.py', 'b.py'];
    expect(await engine.ask('coverage', { contents: [lcov.content], paths: ['b.py'] })).toEqual([]);
    expect(await engine.ask('coverage', { contents: [lcov.content], paths })).toHaveLength(300);
  });

  it('T8 refuses a large report that is cut, nests or defines entities, with what is wrong', async () => {
    const large = largeJunit(20_000);
    expect(await read(large.slice(0, -60))).toMatchObject({ ok: false, message: expect.stringContaining('it ends') });
    expect(await read(`<!DOCTYPE a [<!ENTITY b "${'x'.repeat(1000)}">]>${large}`)).toMatchObject({
      ok: false,
      message: expect.stringContaining('own entities'),
    });
    expect(await read('<testsuite>'.repeat(1_000_000))).toMatchObject({
      ok: false,
      message: expect.stringContaining('nest deeper than 100'),
    });
  });

  it('T8 says that a report takes more memory than it may, and reads the next one', async () => {
    const small = createReportEngine({ heapMb: 24 });
    const [large, next] = await Promise.all([failureOf(read(largeLcov(1000), small)), read(sampleJunit, small)]);
    expect(large).toMatchObject({
      code: 'REFUSED',
      message: 'The report could not be read: it takes more than 24 MiB of memory.',
      data: { act: 'Split the report by suite.' },
    });
    expect(next).toMatchObject({ ok: true, totals: { tests: 5 } });
    await small.dispose();
  });

  it('T8 takes a thread that hangs, dies or breaks for a failure of that report', async () => {
    for (const [code, said] of [
      ['for (;;);', /come to an end/],
      ['process.exit(3);', /ended/],
      ["throw new Error('no reader');", /no reader/],
      ["parentPort.postMessage({ id: asked.id, ok: false, why: 'no way' });", /no way/],
    ] as const) {
      const broken = createReportEngine({ worker: body(code), silentMs: 1_000 });
      const both = await Promise.all([failureOf(read('a', broken)), failureOf(read('b', broken))]);
      for (const each of both) expect(each).toMatchObject({ code: 'REFUSED', message: expect.stringMatching(said) });
      await broken.dispose();
    }
  });

  it('T8 lets nobody wait for ever when Pitwall is closed', async () => {
    const closing = createReportEngine({ worker: body('') });
    const asked = [failureOf(read('a', closing)), failureOf(read('b', closing))];
    await closing.dispose();
    for (const each of [...asked, failureOf(read('c', closing))])
      expect((await each).message).toContain('Pitwall was closed');
  });
});
