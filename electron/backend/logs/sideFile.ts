import { closeSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';

/** A file beside a log that only saves time: losing it, or a disk that does not take it, loses nothing. No act of it ever fails. */
export interface SideFile {
  /** All of it; empty when it is not there. */
  readonly read: () => Buffer;
  readonly write: (bytes: Buffer, position: number) => void;
  /** Cuts off what lies behind `size`. */
  readonly truncate: (size: number) => void;
  readonly close: () => void;
}

const attempt = <Result>(act: () => Result, otherwise: Result): Result => {
  try {
    return act();
  } catch {
    return otherwise;
  }
};

export const openSideFile = (path: string): SideFile => {
  let file: number | null =
    attempt(() => openSync(path, 'r+'), null) ?? attempt(() => openSync(path, 'w+', 0o600), null);
  const act = (work: (open: number) => void) => {
    if (file !== null) attempt(() => work(file ?? -1), undefined);
  };
  return {
    read: () => attempt(() => readFileSync(path), Buffer.alloc(0)),
    write: (bytes, position) => act((open) => void writeSync(open, bytes, 0, bytes.length, position)),
    truncate: (size) => act((open) => ftruncateSync(open, size)),
    close: () => {
      act(closeSync);
      file = null;
    },
  };
};
