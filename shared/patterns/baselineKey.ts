import type { Finding } from './finding.ts';

/** So much of a line makes a finding known again. */
const TEXT_MAX = 300;

/** What makes a finding known again when lines around it come and go: its rule, its file, and its line of code without outer blanks and with
 * inner ones as one. */
export const baselineText = (code: string): string => code.trim().replace(/\s+/g, ' ').slice(0, TEXT_MAX);

/** The same as one value; NUL is in no path and in no line of Python. */
export const baselineKey = ({
  rule,
  path,
  text,
}: {
  readonly rule: string;
  readonly path: string;
  readonly text: string;
}) => `${rule}\0${path}\0${text}`;

export const keyOfFinding = ({ rule, path, code }: Pick<Finding, 'rule' | 'path' | 'code'>): string =>
  baselineKey({ rule, path, text: baselineText(code) });
