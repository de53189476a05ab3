import { afterAll, describe, expect, it } from 'vitest';
import { createPatternEngine } from './patternEngine.ts';

const engine = createPatternEngine();
afterAll(engine.dispose);
const check = (bytes: Uint8Array | string, path = 'a.py') =>
  engine.check({ path, bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes, target: null });
const why = async (bytes: Uint8Array | string) => (await check(bytes)).unchecked;
const sleeper = 'import time\r\nasync def f():\r\n\ttime.sleep(1)\r\n\tawait g()\r\n';

describe('B4 the checking thread', () => {
  it('B4 says which Ruff it is', async () => expect(await engine.version()).toMatch(/^\d+\.\d+\.\d+$/));

  it('B4 reads CRLF, tabs and a byte order mark', async () => {
    const { findings } = await check(`\u{feff}${sleeper}`);
    expect(findings.map(({ rule, line, column, code }) => [rule, line, column, code])).toEqual([
      ['ASYNC251', 3, 2, '\ttime.sleep(1)'],
    ]);
  });

  it('B4 reads the encoding that a file names', async () => {
    const latin = Buffer.from(`# -*- coding: latin-1 -*-\n# caf\u00e9\n${sleeper}`, 'latin1');
    expect((await check(latin)).findings).toHaveLength(1);
    expect(await why(latin.subarray(26))).toMatchObject({ why: 'encoding' });
    expect(await why('# coding: klingon\nx = 1\n')).toMatchObject({ why: 'encoding' });
    expect(
      (await check(Buffer.from('#!/usr/bin/python\n# vim: set fileencoding=utf-8 :\nx = "é"\n'))).unchecked,
    ).toBeNull();
  });

  it('B4 never passes what is no Python', async () => {
    expect(await why('def f(:\n  pass\n')).toMatchObject({
      path: 'a.py',
      why: 'syntax',
      message: expect.stringContaining('Line 1'),
    });
    expect(await why('print "old"\n')).toMatchObject({ why: 'syntax' });
    expect(await why('x = 1\0\n')).toMatchObject({ why: 'binary' });
    expect(await why(Buffer.alloc(2 * 1024 * 1024 + 1, 32))).toMatchObject({
      why: 'huge',
      message: expect.stringContaining('2 MB'),
    });
    expect((await check('')).unchecked).toBeNull();
  });

  it('B4 takes a panic of an engine for an error of that file, and goes on with the next', async () => {
    const [deep, after] = await Promise.all([
      check(`x = ${'('.repeat(100_000)}`, 'deep.py'),
      check(sleeper, 'next.py'),
    ]);
    expect(deep.unchecked).toMatchObject({ path: 'deep.py', why: 'engine' });
    expect(after.findings).toHaveLength(1);
  });

  it('B4 takes a thread that hangs or dies for an error of that file', async () => {
    const body = (code: string) => new URL(`data:text/javascript,${encodeURIComponent(code)}`);
    const ready = `import { parentPort } from 'node:worker_threads'; parentPort.postMessage({ kind: 'ready', version: '0' });`;
    for (const [code, said] of [
      [`${ready} parentPort.on('message', () => { for (;;); });`, /come to an end/],
      [`${ready} parentPort.on('message', () => process.exit(3));`, /ended/],
      [`throw new Error('no engine');`, /no engine/],
    ] as const) {
      const broken = createPatternEngine({ worker: body(code), silentMs: 1_500 });
      const { unchecked } = await broken.check({ path: 'b.py', bytes: Buffer.from('x'), target: null });
      expect(unchecked).toMatchObject({ path: 'b.py', why: 'engine', message: expect.stringMatching(said) });
      await broken.dispose();
    }
  });

  it('B4 stops at a signal, and answers others', async () => {
    const control = new AbortController();
    const one = engine.check({ path: 'a.py', bytes: Buffer.from(sleeper), target: null }, control.signal);
    const other = check(sleeper);
    control.abort(new Error('enough'));
    await expect(one).rejects.toThrow('enough');
    expect((await other).findings).toHaveLength(1);
  });

  it('B4 leaves the event loop free while it works', async () => {
    let turns = 0;
    const count = setInterval(() => (turns += 1), 5);
    await check(`async def f(s):\n${'    await s.execute(x)\n'.repeat(40_000)}`);
    clearInterval(count);
    expect(turns).toBeGreaterThan(5);
  });
});
