import type { JournalEntry } from './journalEntry.ts';

export interface TracebackFrame {
  readonly file: string;
  readonly line: number;
  /** `<module>` outside of any function. */
  readonly function: string;
}

/** An exception as Python prints it: https://docs.python.org/3/library/traceback.html */
export interface PythonTraceback {
  readonly at: number;
  /** With its module: `django.db.utils.OperationalError`. */
  readonly type: string;
  readonly message: string;
  /** The outermost first. */
  readonly frames: readonly TracebackFrame[];
  /** As it was printed, cut to the last lines. */
  readonly text: string;
}

export interface TracebackReader {
  /** Gives the exceptions that are complete. Lines of several processes may mix. */
  readonly push: (entry: Pick<JournalEntry, 'at' | 'pid' | 'message'>) => readonly PythonTraceback[];
  /** Of whoever wrote nothing more since `before` (all, unless told) nothing more comes: what is complete counts, the rest is left out. */
  readonly flush: (before?: number) => readonly PythonTraceback[];
  /** True while nothing is begun. */
  readonly idle: () => boolean;
}

interface Open {
  at: number;
  /** When its last line was written. */
  touched: number;
  frames: TracebackFrame[];
  lines: string[];
  /** Set when its last line was read: it counts unless another exception comes of it. */
  ended: { readonly type: string; readonly message: string } | null;
}

const BEGIN = /(?:^|\s)(?:Exception Group )?Traceback \(most recent call last\):\s*$/;
const FRAME = /^\s+File "([^"]{1,1000})", line (\d{1,9})(?:, in (.{1,200}))?\s*$/;
const END = /^([A-Za-z_][\w.]{0,200})(?:: ?(.*))?$/;
/** What leads on to the exception that came of it: only that one is told. */
const CHAIN =
  /^(?:During handling of the above exception, another exception occurred|The above exception was the direct cause of the following exception):\s*$/;

const MOST_PROCESSES = 64;
const MOST_FRAMES = 200;
const MOST_LINES = 120;

/** Finds Python's tracebacks in a journal, line by line. */
export const createTracebackReader = (): TracebackReader => {
  const open = new Map<string, Open>();

  const finish = (pid: string): readonly PythonTraceback[] => {
    const found = open.get(pid);
    open.delete(pid);
    if (found?.ended == null) return [];
    const { at, frames, lines, ended } = found;
    return [{ at, ...ended, frames, text: lines.join('\n') }];
  };

  const begin = (pid: string, at: number, line: string, before: readonly string[]): void => {
    open.delete(pid);
    open.set(pid, { at, touched: at, frames: [], lines: [...before, line.trim()], ended: null });
    const [oldest] = open.keys();
    if (open.size > MOST_PROCESSES && oldest !== undefined) open.delete(oldest);
  };

  const takeLine = (pid: string, at: number, line: string): readonly PythonTraceback[] => {
    const current = open.get(pid);
    const ended = current?.ended ?? null;
    if (BEGIN.test(line)) {
      const chained = current !== undefined && ended !== null && CHAIN.test(lastWritten(current.lines));
      const complete = chained ? [] : finish(pid);
      begin(pid, at, line, chained ? current.lines : []);
      return complete;
    }
    if (current === undefined) return [];
    current.touched = at;
    if (ended !== null) {
      if (line.trim() !== '' && !CHAIN.test(line)) return finish(pid);
      keepLine(current, line);
      return [];
    }
    keepLine(current, line);
    const frame = FRAME.exec(line);
    if (frame !== null) {
      const [, file = '', number, name = '<module>'] = frame;
      current.frames.push({ file, line: Number(number), function: name });
      if (current.frames.length > MOST_FRAMES) current.frames.splice(MOST_FRAMES / 2, 1);
      return [];
    }
    if (/^\s/.test(line) || line === '') return [];
    const [, type, message = ''] = END.exec(line) ?? [];
    if (type === undefined) open.delete(pid);
    else current.ended = { type, message };
    return [];
  };

  return {
    push: ({ at, pid, message }) => message.split('\n').flatMap((line) => takeLine(pid, at, line.replace(/\r$/, ''))),
    flush: (before = Number.POSITIVE_INFINITY) =>
      [...open].flatMap(([pid, { touched }]) => (touched <= before ? finish(pid) : [])),
    idle: () => open.size === 0,
  };
};

const keepLine = (traceback: Open, line: string): void => {
  traceback.lines.push(line.slice(0, 1_000));
  if (traceback.lines.length > MOST_LINES) traceback.lines.shift();
};

const lastWritten = (lines: readonly string[]): string => lines.findLast((line) => line.trim() !== '') ?? '';
