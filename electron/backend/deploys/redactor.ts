/** Shorter secrets would blacken half of every log, and protect nothing. */
const SHORTEST = 4;
const STAR = 0x2a;

/** Masks known secrets in a stream of bytes, each by as many stars as it has bytes. */
export interface Redactor {
  /** Takes the next bytes; gives those that no secret can reach into any more. */
  readonly push: (chunk: Buffer) => Buffer;
  /** The rest, when the stream is over. */
  readonly flush: () => Buffer;
}

/** A secret may be cut anywhere between two chunks, so the last bytes are held back: one less than the longest secret has. */
export const createRedactor = (secrets: readonly string[]): Redactor => {
  const needles = [...new Set(secrets)]
    .map((secret) => Buffer.from(secret))
    .filter((needle) => needle.length >= SHORTEST);
  const hold = Math.max(1, ...needles.map((needle) => needle.length)) - 1;
  let raw = Buffer.alloc(0);
  let masked = new Uint8Array(0);

  const cover = (): void => {
    for (const needle of needles)
      for (let at = raw.indexOf(needle); at !== -1; at = raw.indexOf(needle, at + 1))
        masked.fill(1, at, at + needle.length);
  };
  const give = (count: number): Buffer => {
    const out = Buffer.from(raw.subarray(0, count));
    for (let at = masked.indexOf(1); at !== -1 && at < count; at = masked.indexOf(1, at + 1)) out[at] = STAR;
    raw = raw.subarray(count);
    masked = masked.subarray(count);
    return out;
  };

  return {
    push: (chunk) => {
      if (needles.length === 0) return chunk;
      const flags = new Uint8Array(raw.length + chunk.length);
      flags.set(masked);
      raw = Buffer.concat([raw, chunk]);
      masked = flags;
      cover();
      return give(Math.max(0, raw.length - hold));
    },
    flush: () => give(raw.length),
  };
};
