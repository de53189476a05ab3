/** Gathers bytes up to a limit; what comes after is dropped, and said to be. */
export const byteCap = (
  max: number,
): { readonly push: (chunk: Buffer) => void; readonly whole: () => Buffer; readonly cut: () => boolean } => {
  const chunks: Buffer[] = [];
  let size = 0;
  let cut = false;
  return {
    push: (chunk) => {
      const room = max - size;
      if (chunk.length > room) cut = true;
      if (room <= 0) return;
      const kept = chunk.length > room ? chunk.subarray(0, room) : chunk;
      size += kept.length;
      chunks.push(kept);
    },
    whole: () => Buffer.concat(chunks, size),
    cut: () => cut,
  };
};
