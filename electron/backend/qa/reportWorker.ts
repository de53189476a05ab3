import { parentPort } from 'node:worker_threads';
import type { ReportAsked, ReportSaid } from './reportEngine.ts';
import { reportWork } from './reportWork.ts';

/*
 * The thread in which reports are read: one of a hundred megabytes takes many seconds, in which the backend goes on answering.
 */

const port = parentPort;
if (port === null) throw new Error('this file is the body of a thread');

port.on('message', ({ id, kind, order }: ReportAsked) => {
  const work = reportWork[kind] as (order: unknown) => unknown;
  let said: ReportSaid;
  try {
    said = { id, ok: true, answer: work(order) };
  } catch (error) {
    said = { id, ok: false, why: String(error).slice(0, 200) };
  }
  port.postMessage(said);
});
