import type { FilePiece } from '../../../shared/imports/contract.ts';

/** A file that comes in pieces, as one. */
export const gatherPieces = async (pieces: AsyncIterable<FilePiece>): Promise<FilePiece> => {
  const texts: string[] = [];
  let fileName = '';
  for await (const piece of pieces) {
    fileName = piece.fileName;
    texts.push(piece.text);
  }
  return { fileName, text: texts.join('') };
};
