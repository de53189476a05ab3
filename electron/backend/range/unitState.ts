import { z } from 'zod';
import { APP_UNIT, NGINX_UNIT, PRACTICE_USER } from './rangePaths.ts';

/** One unit as systemd would know it. */
export const UnitState = z.object({
  active: z.enum(['active', 'inactive', 'failed']),
  /** 0 when no main process runs. */
  mainPid: z.number().int(),
  /** The main process that runs or ran last. */
  execMainPid: z.number().int(),
  /** Automatic restarts since the last one by hand; the practice units have none. */
  restarts: z.number().int(),
  result: z.enum(['success', 'exit-code']),
  exitStatus: z.number().int(),
  /** When it came into this state, and when its main process began; milliseconds since 1970. */
  since: z.number(),
  startedAt: z.number(),
  /** 32 hexadecimal digits, another one for each start. */
  invocation: z.string(),
});
export type UnitState = Readonly<z.infer<typeof UnitState>>;

export const practiceUnits = [APP_UNIT, NGINX_UNIT] as const;
export type PracticeUnit = (typeof practiceUnits)[number];

export const isPracticeUnit = (name: string): name is PracticeUnit =>
  (practiceUnits as readonly string[]).includes(name);

export const unitDescriptions: Readonly<Record<PracticeUnit, string>> = {
  [APP_UNIT]: 'Lantern, the practice app',
  [NGINX_UNIT]: 'A reverse proxy before the practice app',
};

/** The name of a unit's program, as its journal lines carry it. */
export const unitPrograms: Readonly<Record<PracticeUnit, string>> = { [APP_UNIT]: 'lantern', [NGINX_UNIT]: 'nginx' };

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** `Mon 2026-11-23 20:44:01 UTC`, as systemctl writes times. */
export const unitTime = (at: number): string => {
  const iso = new Date(at).toISOString();
  return `${days[new Date(at).getUTCDay()]} ${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
};

const stamps = (name: string, at: number): readonly (readonly [string, string])[] => [
  [`${name}Timestamp`, at === 0 ? '' : unitTime(at)],
  [`${name}TimestampMonotonic`, String(Math.round(at * 1000))],
];

const sub = (state: UnitState): string =>
  state.active === 'active' ? 'running' : state.active === 'failed' ? 'failed' : 'dead';

/** What `systemctl show` says of a unit, in systemctl's own order; null state: there is no such unit. */
export const unitProperties = (
  name: string,
  state: UnitState | null,
  unitFile: string,
): readonly (readonly [string, string])[] => {
  if (state === null)
    return [
      ['MainPID', '0'],
      ['NRestarts', '0'],
      ['Result', 'success'],
      ['ExecMainPID', '0'],
      ['ExecMainStatus', '0'],
      ['Id', name],
      ['Names', name],
      ['Description', name],
      ['LoadState', 'not-found'],
      ['ActiveState', 'inactive'],
      ['SubState', 'dead'],
      ['UnitFileState', ''],
      ['FragmentPath', ''],
      ...stamps('ActiveEnter', 0),
      ['CanReload', 'no'],
      ['NeedDaemonReload', 'no'],
    ];
  const running = state.active === 'active';
  return [
    ['Type', 'simple'],
    ['Restart', 'no'],
    ['MainPID', String(state.mainPid)],
    ['Result', state.result],
    ['NRestarts', String(state.restarts)],
    ...stamps('ExecMainStart', state.startedAt),
    ...stamps('ExecMainExit', running ? 0 : state.since),
    ['ExecMainPID', String(state.execMainPid)],
    ['ExecMainCode', running ? '0' : '1'],
    ['ExecMainStatus', String(state.exitStatus)],
    ['User', name === APP_UNIT ? PRACTICE_USER : ''],
    ['Id', name],
    ['Names', name],
    ['Description', isPracticeUnit(name) ? unitDescriptions[name] : name],
    ['LoadState', 'loaded'],
    ['ActiveState', state.active],
    ['SubState', sub(state)],
    ['FragmentPath', unitFile],
    ['UnitFileState', 'enabled'],
    ['UnitFilePreset', 'enabled'],
    ...stamps('StateChange', state.since),
    ...stamps('InactiveExit', state.startedAt),
    ...stamps('ActiveEnter', state.startedAt),
    ...stamps('ActiveExit', running ? 0 : state.since),
    ...stamps('InactiveEnter', running ? 0 : state.since),
    ['CanStart', 'yes'],
    ['CanStop', 'yes'],
    ['CanReload', name === NGINX_UNIT ? 'yes' : 'no'],
    ['NeedDaemonReload', 'no'],
    ['InvocationID', state.invocation],
  ];
};

const ago = (ms: number): string => {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return `${seconds}s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)}min ${seconds % 60}s ago`;
  return `${Math.floor(seconds / 3600)}h ${Math.floor((seconds % 3600) / 60)}min ago`;
};

/** What `systemctl status` prints of a unit, without its journal. */
export const unitStatus = (name: PracticeUnit, state: UnitState, unitFile: string, now: number): readonly string[] => {
  const program = unitPrograms[name];
  const mark = state.active === 'active' ? '●' : state.active === 'failed' ? '×' : '○';
  const why = state.active === 'failed' ? ` (Result: ${state.result})` : ` (${sub(state)})`;
  return [
    `${mark} ${name} - ${unitDescriptions[name]}`,
    `     Loaded: loaded (${unitFile}; enabled; preset: enabled)`,
    `     Active: ${state.active}${why} since ${unitTime(state.since)}; ${ago(now - state.since)}`,
    ...(state.active === 'active'
      ? [`   Main PID: ${state.mainPid} (${program})`]
      : [`    Process: ${state.execMainPid} ExecStart=${program} (code=exited, status=${state.exitStatus})`]),
  ];
};
