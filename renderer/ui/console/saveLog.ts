import type { ShownLog } from './shownLog.ts';

const decode = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

/** Reads a whole log, byte for byte, a mebibyte at a time; the browser keeps large blobs on disk. */
export const readWholeLog = async (
  log: Pick<ShownLog, 'bytes'>,
  onBytes: (read: number) => void,
  signal: AbortSignal,
): Promise<Blob> => {
  const parts: Blob[] = [];
  let read = 0;
  for (let from: number | null = 0; from !== null; ) {
    const { base64, next }: { base64: string; next: number | null } = await log.bytes(from, signal);
    const bytes = decode(base64);
    parts.push(new Blob([bytes]));
    read += bytes.length;
    onBytes(read);
    from = next;
  }
  return new Blob(parts, { type: 'text/plain' });
};

/** Offers a blob as a file; the browser asks where, or puts it into its downloads. */
export const offerFile = (fileName: string, blob: Blob): void => {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The download reads the blob after the click: the URL must outlive it.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
};
