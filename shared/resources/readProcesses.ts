import type { ServerProcess } from './contract.ts';

/** So many of the busiest, and so many of the largest. */
const MOST = 10;

interface Seen {
  readonly name: string;
  /** When it began, in ticks since boot: a number is given again to another process. */
  readonly began: number;
  readonly ticks: number;
  readonly pages: number;
}

/** Reads what listProcesses printed: the busiest and the largest processes, the busiest first, without their command lines; null when that
 * was not it. See proc(5) for the fields of `stat`. */
export const readProcesses = (text: string): readonly Omit<ServerProcess, 'command'>[] | null => {
  const setting = (name: string) => Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(text)?.[1] ?? Number.NaN);
  const [page, perSecond] = [setting('page'), setting('ticks')];
  const looks = text.split(/^uptime (\d+(?:\.\d+)?)$/m).slice(1);
  const [from, first = '', to, second = ''] = looks;
  const seconds = Number(to) - Number(from);
  if (!(page > 0) || !(perSecond > 0) || !(seconds > 0)) return null;
  const before = readLook(first);
  const processes = [...readLook(second)].map(([pid, { name, began, ticks, pages }]) => {
    const then = before.get(pid);
    // One that began in between has used all it ever used since then.
    const used = ticks - (then?.began === began ? then.ticks : 0);
    return { pid, name, cpu: Math.round((used / perSecond / seconds) * 1000) / 10, memory: pages * page };
  });
  const busiest = [...processes].sort((a, b) => b.cpu - a.cpu || b.memory - a.memory).slice(0, MOST);
  const largest = [...processes].sort((a, b) => b.memory - a.memory).slice(0, MOST);
  return [...busiest, ...largest.filter((process) => !busiest.includes(process))];
};

/** Reads what describeProcesses printed. */
export const readCommandLines = (text: string): ReadonlyMap<number, string> =>
  new Map(
    text.split('\n').flatMap((line) => {
      const [, pid, command] = /^(\d+) (.*\S)\s*$/.exec(line) ?? [];
      return pid === undefined || command === undefined ? [] : [[Number(pid), command] as const];
    }),
  );

const readLook = (text: string): ReadonlyMap<number, Seen> => {
  const seen = new Map<number, Seen>();
  for (const line of text.split('\n')) {
    // The name may hold anything, also spaces and closing parentheses.
    const [, pid, name, rest] = /^(\d+) \((.*)\) \S (.*)$/.exec(line) ?? [];
    const fields = (rest ?? '').split(' ').map(Number);
    const [user, system, began, pages] = [fields[10], fields[11], fields[18], fields[20]];
    if (pid === undefined || name === undefined || !isNumber(user) || !isNumber(system)) continue;
    if (!isNumber(began) || !isNumber(pages)) continue;
    seen.set(Number(pid), { name, began, ticks: user + system, pages: Math.max(0, pages) });
  }
  return seen;
};

const isNumber = (value: number | undefined): value is number => value !== undefined && Number.isFinite(value);
