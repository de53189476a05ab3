import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runProcess } from '../e2e/proving-ground/runProcess.ts';
import { compileAccessLogFormat } from '../shared/monitor/accessLogFormat.ts';
import { createTrafficCounter } from '../shared/monitor/trafficCounter.ts';
import { debianTools } from './debianTools.ts';
import { measure } from './measure.ts';
import type { Row, Skipped } from './report.ts';

const LINES = 500_000;
/** Lines that a server may write in a second and that Pitwall must keep up with. */
const A_SECOND = 50_000;
/** Lines that come in one piece from the server, about 64 KiB. */
const PIECE = 400;
const START = Date.UTC(2026, 0, 1);
const FORMAT =
  '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent" $request_time';
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const two = (value: number): string => String(value).padStart(2, '0');
const localTime = (at: number): string => {
  const time = new Date(at);
  const day = `${two(time.getUTCDate())}/${MONTHS[time.getUTCMonth()] ?? ''}/${time.getUTCFullYear()}`;
  return `${day}:${two(time.getUTCHours())}:${two(time.getUTCMinutes())}:${two(time.getUTCSeconds())} +0000`;
};

const lineOf = (number: number): string => {
  const at = START + Math.floor(number / 5_000) * 1000;
  const status = number % 50 === 0 ? 502 : number % 9 === 0 ? 404 : 200;
  const path = `/orders/${number % 997}/lines?page=${number % 7}`;
  return `192.0.2.${number % 250} - - [${localTime(at)}] "GET ${path} HTTP/1.1" ${status} ${200 + (number % 5_000)} "https://shop.example/" "sample/1.0 (bench)" ${(0.002 + (number % 300) / 1000).toFixed(3)}`;
};

/** Lines of an access log read, counted by status and route and their times sketched; against the rate a busy server writes them at, and against goaccess. */
export const accessLineRows = async (
  folder: string,
  rounds: number,
): Promise<{ readonly rows: readonly Row[]; readonly skipped: readonly Skipped[] }> => {
  const compiled = compileAccessLogFormat(FORMAT);
  if (!compiled.ok) throw new Error(compiled.problem);
  const lines = Array.from({ length: LINES }, (_, number) => lineOf(number));
  const end = START + Math.ceil(LINES / 5_000) * 1000;
  const read = async () => {
    const counter = createTrafficCounter(compiled.format);
    counter.begin(START);
    let requests = 0;
    let failed = 0;
    const count = (closed: ReturnType<typeof counter.add>) => {
      for (const bucket of closed) {
        requests += bucket.requests;
        failed += bucket.classes[4] ?? 0;
      }
    };
    for (let from = 0; from < LINES; from += PIECE) count(counter.add(lines.slice(from, from + PIECE), end, 0));
    count(counter.caughtUp(end + 60_000, 0));
    if (requests !== LINES || failed !== LINES / 50)
      throw new Error(`${requests} lines, ${failed} failed were counted`);
  };
  const log = join(folder, 'access.log');
  const report = join(folder, 'goaccess.json');
  const tools = await debianTools('goaccess', 'libmaxminddb0');
  if (!('why' in tools)) writeFileSync(log, `${lines.join('\n')}\n`);
  const theirs = (program: string, env: Readonly<Record<string, string>>) => async () => {
    const format = '%h - %^ [%d:%t %^] "%r" %s %b "%R" "%u" %T';
    const args = [
      log,
      '--no-global-config',
      `--log-format=${format}`,
      '--date-format=%d/%b/%Y',
      '--time-format=%T',
      '-o',
      report,
    ];
    const { code, stderr } = await runProcess(program, args, { env });
    if (code !== 0) throw new Error(`goaccess: ${stderr}`);
  };
  const timings = await measure(
    [
      { name: 'ours', run: read },
      ...('why' in tools ? [] : [{ name: 'goaccess', run: theirs(tools.program('goaccess'), tools.env) }]),
    ],
    rounds,
  );
  const [ours, peer] = timings;
  if (ours === undefined) throw new Error('a measurement is missing');
  const work = 'lines of an access log read and counted';
  const row = { area: 'monitor', unit: 'ms', ours: ours.median, oursP90: ours.p90 };
  const limit: Row = {
    ...row,
    work: `${LINES.toLocaleString('en')} ${work}`,
    peer: `a server that writes ${A_SECOND.toLocaleString('en')} a second`,
    theirs: (LINES / A_SECOND) * 1000,
    theirsP90: (LINES / A_SECOND) * 1000,
    goal: 1,
  };
  if (peer === undefined)
    return {
      rows: [limit],
      skipped: 'why' in tools ? [{ area: 'monitor', work, peer: 'goaccess', why: tools.why }] : [],
    };
  return {
    rows: [
      limit,
      {
        ...row,
        work: limit.work,
        peer: 'goaccess, its start included',
        theirs: peer.median,
        theirsP90: peer.p90,
        goal: null,
      },
    ],
    skipped: [],
  };
};
