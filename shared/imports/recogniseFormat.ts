import type { FileKind, ImportFormat } from './contract.ts';
import { allFormats } from './formatOf.ts';

/** The tool a file comes from, by the names of its columns in any order and case; the plain format when it is none that is known. */
export const recogniseFormat = (headers: readonly string[], plain: FileKind): ImportFormat => {
  const has = new Set(headers.map(headerKey));
  const known = Object.values(allFormats).find(({ recognisedBy }) =>
    recognisedBy.some((names) => names.every((name) => has.has(headerKey(name)))),
  );
  return known?.format ?? plain;
};

/** A header as it is looked up. */
export const headerKey = (header: string): string => header.trim().toLowerCase();
