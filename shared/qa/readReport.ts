import { readCobertura } from './readCobertura.ts';
import { readJunit } from './readJunit.ts';
import { readLcov } from './readLcov.ts';
import type { CoveredFile, JunitCase, ReportKind } from './testReport.ts';

export type ReportReading =
  | {
      readonly ok: true;
      readonly kind: ReportKind;
      readonly cases: readonly JunitCase[];
      readonly files: readonly CoveredFile[];
      readonly notices: readonly string[];
    }
  | { readonly ok: false; readonly message: string; readonly line: number | null; readonly column: number | null };

/** Reads a report of any kind; the content tells which it is, never the file's name. Never throws. */
export const readReport = (text: string): ReportReading => {
  const start = text.slice(0, 20_000);
  if (!/^\uFEFF?\s*</.test(start)) {
    const reading = readLcov(text);
    if (reading.ok) return { ...reading, kind: 'lcov', cases: [] };
    return { ...reading, message: 'This is neither a JUnit XML report nor coverage as lcov or Cobertura write it.' };
  }
  if (/<coverage[\s>/]/.test(start)) {
    const reading = readCobertura(text);
    return reading.ok ? { ...reading, kind: 'cobertura', cases: [] } : reading;
  }
  const reading = readJunit(text);
  return reading.ok ? { ...reading, kind: 'junit', files: [] } : reading;
};
