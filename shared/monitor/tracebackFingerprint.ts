import type { PythonTraceback, TracebackFrame } from './pythonTraceback.ts';

/** What makes two exceptions the same one. */
export interface TracebackFingerprint {
  /** Type and path as one text; equal when the exceptions are. */
  readonly key: string;
  /** The path, the outermost first: `orders/views.py in create`. */
  readonly path: readonly string[];
  /** Says in words why they count as one. */
  readonly because: string;
}

/** Frames nearest to the failure; what led there from further away says less. */
const MOST_FRAMES = 12;
/** Where nothing of the app is in the traceback, the last ones of whatever is. */
const FOREIGN_FRAMES = 3;

const LIBRARY = /\/(?:site|dist)-packages\/|\/lib(?:64)?\/python\d/;

/** Groups exceptions by their type and by the frames inside the app's own folder (without its libraries), by file and function.
 *
 * Neither line numbers nor the message count: an edit above, or another order's number, makes no new exception. A function that calls itself
 * counts once. */
export const tracebackFingerprint = (
  { type, frames }: Pick<PythonTraceback, 'type' | 'frames'>,
  appPath: string,
): TracebackFingerprint => {
  const root = appPath.endsWith('/') ? appPath : `${appPath}/`;
  const isOwn = ({ file }: TracebackFrame) =>
    (file.startsWith(root) || !file.startsWith('/')) && !file.startsWith('<') && !LIBRARY.test(file);
  const own = frames.filter(isOwn);
  const counted = own.length > 0 ? own.slice(-MOST_FRAMES) : frames.slice(-FOREIGN_FRAMES);
  const path = counted
    .map((frame) => `${shortFile(frame.file, root)} in ${frame.function}`)
    .filter((place, index, all) => place !== all[index - 1]);
  return { key: [type, ...path].join('\n'), path, because: reasonOf(type, path, own.length > 0) };
};

const shortFile = (file: string, root: string): string => {
  if (file.startsWith(root)) return file.slice(root.length);
  return LIBRARY.test(file) ? (file.split(LIBRARY).at(-1) ?? file).replace(/^[\d.]*\//, '') : file;
};

const reasonOf = (type: string, path: readonly string[], own: boolean): string => {
  if (path.length === 0) return `All ${type} without a frame count as one.`;
  const way = path.join(' → ');
  return own
    ? `All ${type} that come this way through the app’s own code count as one: ${way}. Line numbers and the message do not matter.`
    : `No frame lies in the app’s own folder, so all ${type} that end this way count as one: ${way}. Line numbers and the message do not matter.`;
};
