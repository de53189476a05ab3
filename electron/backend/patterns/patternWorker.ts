import { parentPort } from 'node:worker_threads';
import { checkPython } from '../../../shared/patterns/checkPython.ts';
import { decodePython } from './decodePython.ts';
import type { CheckAnswer, CheckOrder } from './engineMessages.ts';
import { loadRuff } from './ruffWorkspace.ts';

/*
 * The thread in which Python is checked: a file of 2 MB takes a second or two, in which the backend goes on answering.
 * Every file is answered by itself. After an exception of an engine the thread asks for its own end: WebAssembly that was left half way must not
 * be entered again.
 */

const port = parentPort;
if (port === null) throw new Error('this file is the body of a thread');
const answer = (message: CheckAnswer) => port.postMessage(message);

const ruff = loadRuff();
answer({ kind: 'ready', version: ruff.version });

port.on('message', ({ order, path, bytes, target }: CheckOrder) => {
  const unchecked = (why: 'syntax' | 'binary' | 'encoding' | 'huge' | 'engine', message: string): void =>
    answer({
      kind: 'checked',
      order,
      broken: why === 'engine',
      result: { findings: [], suppressions: [], notices: [], unchecked: { path, why, message } },
    });
  const decoded = decodePython(bytes);
  if ('why' in decoded) return unchecked(decoded.why, decoded.message);
  try {
    const result = checkPython(path, decoded.text, ruff.checkFor(target));
    answer({ kind: 'checked', order, broken: false, result });
  } catch (error) {
    unchecked('engine', `A rule engine gave up on it: ${String(error).slice(0, 200)}`);
  }
});
