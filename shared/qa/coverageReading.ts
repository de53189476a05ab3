import type { CoveredFile } from './testReport.ts';

export type CoverageReading =
  | { readonly ok: true; readonly files: readonly CoveredFile[]; readonly notices: readonly string[] }
  | { readonly ok: false; readonly message: string; readonly line: number | null; readonly column: number | null };
