import { type RemoteCommand, sh } from '../remote/remoteCommand.ts';
import { serverText } from './serverText.ts';

/** The longest value of a record. */
const VALUE_MAX = 300;

/** What every probe begins with.
 *
 * `say KEY VALUE…` writes one record: a line of fields between tabs. `one` makes any output a single field of a single line, so nothing a
 * tool prints can look like a record. The folders of administrators' tools are searched, too: sshd's PATH lacks them for ordinary users. */
export const probePrelude: RemoteCommand = sh`LC_ALL=C; PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin"; export LC_ALL PATH
one() { head -c 4000 | tr '\\t\\r\\n' '   ' | cut -c 1-${VALUE_MAX}; }
say() { printf '%s' "$1"; shift; for field; do printf '\\t%s' "$(printf %s "$field" | one)"; done; echo; }`;

/** The records of a probe's output, in order; lines that are none are left out. Fields are fit to be shown. Never throws. */
export const readRecords = (output: string): readonly (readonly [key: string, ...fields: string[]])[] =>
  output.split('\n').flatMap((line) => {
    const [key, ...fields] = line.split('\t');
    if (key === undefined || !/^[a-z][A-Za-z]*$/.test(key)) return [];
    return [[key, ...fields.slice(0, 10).map((field) => serverText(field, VALUE_MAX))] as const];
  });

/** The fields of the first record of that key; empty when there is none. */
export const recordOf = (records: ReturnType<typeof readRecords>, key: string, first?: string): readonly string[] => {
  const record = records.find(([name, value]) => name === key && (first === undefined || value === first));
  return record === undefined ? [] : record.slice(1);
};
