import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startProvingGround } from '../e2e/proving-ground/provingGround.ts';
import { mustRun } from '../e2e/proving-ground/runProcess.ts';
import { openRunLog } from '../electron/backend/logs/runLogFile.ts';
import { RunId } from '../shared/ids.ts';
import { buildProgram } from './buildProgram.ts';
import { opensshWords } from './groundSession.ts';
import { logSeenRows } from './logSeen.ts';
import type { Area } from './main.ts';
import { measure, quantile, type Timing } from './measure.ts';
import type { ReceiveOrder, ReceiveResult } from './receiveOrder.ts';
import type { Row } from './report.ts';

const here = dirname(fileURLToPath(import.meta.url));
const LINES = 1_000_000;
/** A capital makes the search exact, as grep's is; without one both ignore case. */
const NEEDLE = 'Needle-in-the-hay';
/** Every line is 100 bytes with its line feed; one in ten thousand holds the needle. */
const line = (n: number): string =>
  `${String(n).padStart(7, '0')} ${n % 10_000 === 77 ? NEEDLE : 'x'.repeat(NEEDLE.length)} `.padEnd(99, '.');

const makeLog = (): Buffer => Buffer.from(Array.from({ length: LINES }, (_, n) => `${line(n)}\n`).join(''));

const timesOf = (ours: Timing, theirs: Timing) => ({
  unit: 'ms',
  ours: ours.median,
  theirs: theirs.median,
  oursP90: ours.p90,
  theirsP90: theirs.p90,
});

const need = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('a measurement is missing');
  return value;
};

/** The log of a run: in from the target, found in, and read from anywhere. */
export const logArea: Area = async ({ quick }) => {
  const rounds = quick ? 2 : 7;
  const folder = mkdtempSync(join(tmpdir(), 'pitwall-bench-'));
  const content = makeLog();
  const sha256 = createHash('sha256').update(content).digest('hex');
  const source = join(folder, 'source.log');
  const receiver = await buildProgram(join(here, 'receiveLog.ts'));
  writeFileSync(source, content, { mode: 0o644 });
  await using ground = await startProvingGround({ kind: 'plain' });
  try {
    const { hostKey, ...ssh } = ground.ssh;
    const order: ReceiveOrder = { ssh, hostKey: hostKey(), settings: ground.settings(), file: source };
    const received: ReceiveResult[] = [];
    const [ours, theirs] = await measure(
      [
        {
          name: 'ours',
          run: async () => {
            const words = [receiver, JSON.stringify(order)];
            const result = JSON.parse(await mustRun(process.execPath, words)) as ReceiveResult;
            if (result.sha256 !== sha256 || result.lines !== LINES)
              throw new Error('the received log is not the sent one');
            received.push(result);
          },
        },
        {
          name: 'openssh',
          run: () => toNowhere(opensshWords(ground, '-c', 'aes128-gcm@openssh.com'), `cat ${source}`),
        },
      ],
      rounds,
    );
    // The program's start is not the log's: ours is timed from the first byte asked for, theirs less an empty command.
    const empty = need(
      (await measure([{ name: 'empty', run: () => toNowhere(opensshWords(ground), 'true') }], rounds))[0],
    );
    const inside = received.slice(1).map(({ milliseconds }) => milliseconds);
    const peer = need(theirs);
    const rows: Row[] = [
      {
        area: 'log',
        work: '1M lines of 100 bytes into file and index',
        peer: 'OpenSSH (aes128-gcm) to /dev/null',
        unit: 'ms',
        ours: quantile(inside, 0.5),
        theirs: peer.median - empty.median,
        oursP90: quantile(inside, 0.9),
        theirsP90: peer.p90 - empty.median,
        goal: 1.4,
      },
      limit(
        'memory while it comes in',
        'MiB',
        quantile(
          received.map((each) => each.peakMegabytes),
          0.5,
        ),
        110,
      ),
      limit(
        'the latest the event loop was',
        'ms',
        quantile(
          received.map((each) => each.latestTick),
          0.5,
        ),
        50,
      ),
    ];
    void need(ours);

    const log = openRunLog(folder, RunId.parse('01ARZ3NDEKTSV4RRFFQ69G5FAV'));
    for (let at = 0; at < content.length; at += 1 << 20) log.append(content.subarray(at, at + (1 << 20)), 1);
    const found = async (text: string) => {
      const { lines } = await log.search(text, 10_000);
      if (lines.length !== LINES / 10_000) throw new Error('the search missed lines');
    };
    const grepped = async (...words: readonly string[]) => {
      if (Number(await mustRun('grep', [...words, source])) !== LINES / 10_000) throw new Error('grep missed lines');
    };
    const searches = await measure(
      [
        { name: 'exact', run: () => found(NEEDLE) },
        { name: 'grep -c', run: () => grepped('-c', NEEDLE) },
        { name: 'any case', run: () => found(NEEDLE.toLowerCase()) },
        { name: 'grep -ci', run: () => grepped('-ci', NEEDLE) },
      ],
      rounds * 3,
    );
    const [exact, grep, anyCase, grepAnyCase] = [0, 1, 2, 3].map((index) => need(searches[index]));
    rows.push(
      { area: 'log', work: 'a text in 1M lines', peer: 'grep -c', ...timesOf(need(exact), need(grep)), goal: 1.8 },
      {
        area: 'log',
        work: 'a text in 1M lines, any case',
        peer: 'grep -ci',
        ...timesOf(need(anyCase), need(grepAnyCase)),
        goal: 1.8,
      },
    );

    let seed = 7;
    const [page] = await measure(
      [
        {
          name: 'page',
          run: async () => {
            seed = (seed * 48_271) % 2_147_483_647;
            const from = seed % (LINES - 200);
            const lines = log.page(from, 200);
            if (lines.length !== 200 || lines[0]?.text !== line(from))
              throw new Error('the page is not the one asked for');
          },
        },
      ],
      quick ? 50 : 500,
    );
    rows.push(limit('a page of 200 lines anywhere', 'ms', need(page).median, 1));
    log.close();
    rows.push(...(await logSeenRows(quick ? 1 : 5)));
    return { rows, skipped: [] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** A row whose peer is a fixed limit. */
const limit = (work: string, unit: string, ours: number, most: number): Row => ({
  area: 'log',
  work,
  peer: 'the limit',
  unit,
  ours,
  theirs: most,
  goal: 1,
});

const toNowhere = (words: readonly string[], command: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn('ssh', [...words, command], { stdio: ['ignore', 'ignore', 'inherit'] });
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`ssh ended with ${code}`))));
  });
