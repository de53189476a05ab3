import { fitsPatternList } from './fitsPattern.ts';
import type { SshConfigLine } from './readSshConfigText.ts';

/** Reads the files an `Include` names; each as its lines. */
export type LoadInclude = (pattern: string) => readonly (readonly SshConfigLine[])[];

/** What ~/.ssh/config says of one host; what it does not say is null or empty. */
export interface SshConfigHost {
  readonly hostName: string;
  readonly port: number | null;
  readonly user: string | null;
  /** As written: `~`, `%d` and the like not yet replaced. */
  readonly identityFiles: readonly string[];
  readonly identitiesOnly: boolean;
  /** As written, e.g. `me@gate:2222`; null also for `none`. */
  readonly proxyJump: string | null;
  /** What was skipped on the way, in words. */
  readonly notes: readonly string[];
}

/** ssh(1) gives up at this depth, too. */
const DEPTH = 16;
/** A file that includes itself twice would be read 2^16 times. */
const INCLUDES = 500;

/** Resolves a host name or alias as ssh(1) would: of each keyword the first value that applies counts, IdentityFile gathers.
 *
 * `Match` blocks are left out and noted, but for `Match all`: their conditions may run programs. */
export const resolveConfigHost = (
  lines: readonly SshConfigLine[],
  alias: string,
  load: LoadInclude = () => [],
): SshConfigHost => {
  const first = new Map<string, string>();
  const identityFiles: string[] = [];
  const notes = new Set<string>();
  let budget = INCLUDES;

  const walk = (block: readonly SshConfigLine[], depth: number): void => {
    let applies = true;
    for (const { keyword, args } of block) {
      const value = args[0] ?? '';
      if (keyword === 'host') applies = fitsPatternList(args, alias);
      else if (keyword === 'match') {
        applies = args.length === 1 && value.toLowerCase() === 'all';
        if (!applies) notes.add('A Match block of ~/.ssh/config is not read.');
      } else if (!applies) continue;
      else if (keyword === 'include') {
        for (const pattern of args) {
          if (depth >= DEPTH || budget-- <= 0) notes.add('An Include of ~/.ssh/config is nested too deep.');
          else for (const file of load(pattern)) walk(file, depth + 1);
        }
      } else if (keyword === 'identityfile') identityFiles.push(value);
      else if (!first.has(keyword)) first.set(keyword, keyword === 'proxyjump' ? args.join(' ') : value);
    }
  };
  walk(lines, 0);

  const port = Number(first.get('port') ?? Number.NaN);
  const jump = first.get('proxyjump') ?? null;
  if (first.has('proxycommand') && first.get('proxycommand')?.toLowerCase() !== 'none' && jump === null)
    notes.add('ProxyCommand of ~/.ssh/config is not used.');
  return {
    hostName: hostNameOf(first.get('hostname'), alias),
    port: Number.isInteger(port) && port >= 1 && port <= 65535 ? port : null,
    user: first.get('user') ?? null,
    identityFiles: identityFiles.filter((file) => file.toLowerCase() !== 'none'),
    identitiesOnly: first.get('identitiesonly')?.toLowerCase() === 'yes',
    proxyJump: jump === null || jump.toLowerCase() === 'none' ? null : jump,
    notes: [...notes],
  };
};

/** The aliases a config names: `Host` patterns without wildcard or negation, each once, in the order of the file. */
export const configAliases = (lines: readonly SshConfigLine[], load: LoadInclude = () => []): readonly string[] => {
  const found = new Set<string>();
  let budget = INCLUDES;
  const walk = (block: readonly SshConfigLine[], depth: number): void => {
    for (const { keyword, args } of block) {
      if (keyword === 'host') for (const name of args) if (!/[*?!]/.test(name)) found.add(name);
      if (keyword !== 'include' || depth >= DEPTH) continue;
      for (const pattern of args) if (budget-- > 0) for (const file of load(pattern)) walk(file, depth + 1);
    }
  };
  walk(lines, 0);
  return [...found];
};

const hostNameOf = (written: string | undefined, alias: string): string =>
  written === undefined
    ? alias
    : written.replace(/%(.)/g, (all, token) => (token === 'h' ? alias : token === '%' ? '%' : all));
