/** Bytes of one answer that are read. */
const ANSWER_MAX = 16 * 1024 * 1024;
const TIMEOUT = 20_000;

/** `fetch` that follows nobody elsewhere (a token goes to its own server only), waits for a limited time and reads a limited answer. */
export const cappedFetch =
  (ending: AbortSignal): typeof fetch =>
  async (input, init) => {
    const signal = AbortSignal.any([ending, AbortSignal.timeout(TIMEOUT)]);
    const response = await fetch(input, { ...init, redirect: 'manual', signal });
    if (response.body === null) return response;
    const pieces: Uint8Array[] = [];
    let size = 0;
    for await (const piece of response.body) {
      size += piece.length;
      if (size > ANSWER_MAX) throw new Error(`the answer is longer than ${ANSWER_MAX} bytes`);
      pieces.push(piece);
    }
    const { status, statusText, headers } = response;
    const empty = status === 204 || status === 304;
    return new Response(empty ? null : Buffer.concat(pieces), { status, statusText, headers });
  };
