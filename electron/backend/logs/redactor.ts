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

/** How many bytes at the end may be the beginning of a needle: nothing more has to wait for what comes next. */
const openEnd = (bytes: Buffer, needles: readonly Buffer[]): number => {
  let longest = 0;
  for (const needle of needles)
    for (let length = Math.min(needle.length - 1, bytes.length); length > longest; length -= 1) {
      const start = bytes.length - length;
      if (bytes[start] === needle[0] && bytes.compare(needle, 0, length, start) === 0) longest = length;
    }
  return longest;
};

/** A secret may be cut anywhere between two chunks, so an end that may be a secret's beginning is held back until more comes.
 *
 * A secret is looked for as it is and as it stands in an address (percent-encoded). Secrets of under 4 bytes are not masked. */
export const createRedactor = (secrets: readonly string[]): Redactor => {
  const needles = [...new Set(secrets.flatMap((secret) => [secret, inAddress(secret)]))]
    .map((secret) => Buffer.from(secret))
    .filter((needle) => needle.length >= SHORTEST);
  let held = Buffer.alloc(0);
  /** So many of the held bytes belong to a secret that began before them. */
  let covered = 0;

  const mask = (raw: Buffer, hold: number): Buffer => {
    const give = raw.length - hold;
    const out = Buffer.from(raw.subarray(0, give));
    out.fill(STAR, 0, Math.min(covered, give));
    let reach = covered;
    for (const needle of needles)
      for (let at = raw.indexOf(needle); at !== -1 && at < give; at = raw.indexOf(needle, at + 1)) {
        out.fill(STAR, at, Math.min(at + needle.length, give));
        reach = Math.max(reach, at + needle.length);
      }
    held = Buffer.from(raw.subarray(give));
    covered = Math.max(0, reach - give);
    return out;
  };

  return {
    push: (chunk) => {
      if (needles.length === 0) return chunk;
      const raw = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
      return mask(raw, openEnd(raw, needles));
    },
    flush: () => mask(held, 0),
  };
};

const inAddress = (secret: string): string => (secret.isWellFormed() ? encodeURIComponent(secret) : secret);
