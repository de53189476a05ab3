import { readFileSync } from 'node:fs';
import type { Reply } from './mailbox.ts';
import type { PracticeJournal } from './practiceJournal.ts';
import { done, type PracticeSupervisor } from './practiceSupervisor.ts';
import type { ServerPaths } from './rangePaths.ts';
import { readSystemctlArguments, type SystemctlRequest } from './systemctlRequest.ts';
import { isPracticeUnit, type PracticeUnit, unitProperties, unitStatus } from './unitState.ts';

export interface PracticeCommandsDeps {
  readonly paths: ServerPaths;
  readonly supervisor: PracticeSupervisor;
  readonly journal: PracticeJournal;
  readonly now: () => number;
}

const say = (out: readonly string[], code = 0): Reply => ({ out, err: [], code });
const complain = (message: string, code = 1): Reply => ({ out: [], err: [message], code });

/** Several answers as one command gives them: in order, with the last status that was not 0. */
const together = (replies: readonly Reply[]): Reply => ({
  out: replies.flatMap((reply) => reply.out),
  err: replies.flatMap((reply) => reply.err),
  code: replies.map((reply) => reply.code).findLast((code) => code !== 0) ?? 0,
});

/** Verbs that change something, which only root may. */
const changes = ['start', 'stop', 'restart', 'try-restart', 'reload', 'reload-or-restart', 'reset-failed'] as const;
type Change = (typeof changes)[number];
const isChange = (verb: string): verb is Change => (changes as readonly string[]).includes(verb);

/** The commands of a practice server that are about its units: systemctl and nginx, as their stand-ins send them here. */
export const createPracticeCommands = ({ paths, supervisor, journal, now }: PracticeCommandsDeps) => {
  const change = async (verb: Change, unit: PracticeUnit): Promise<Reply> => {
    const running = supervisor.unit(unit).active === 'active';
    switch (verb) {
      case 'start':
        return supervisor.start(unit);
      case 'stop':
        return supervisor.stop(unit);
      case 'restart':
        return supervisor.restart(unit);
      case 'try-restart':
        return running ? supervisor.restart(unit) : done;
      case 'reload':
        return supervisor.reload(unit);
      case 'reload-or-restart':
        return running && unit === 'nginx.service' ? supervisor.reload(unit) : supervisor.restart(unit);
      case 'reset-failed':
        return supervisor.resetFailed(unit);
    }
  };

  const changeAll = async (verb: Change, { units }: SystemctlRequest, root: boolean): Promise<Reply> => {
    if (units.length === 0) return complain('Too few arguments.');
    const replies: Reply[] = [];
    for (const unit of units) {
      if (!root) replies.push(complain(`Failed to ${verb} ${unit}: Interactive authentication required.`));
      else if (!isPracticeUnit(unit))
        replies.push(
          verb === 'reset-failed'
            ? complain(`Failed to reset failed state of unit ${unit}: Unit ${unit} not loaded.`)
            : complain(`Failed to ${verb} ${unit}: Unit ${unit} not found.`, 5),
        );
      else replies.push(await change(verb, unit));
    }
    return together(replies);
  };

  const show = (unit: string, { properties, value }: SystemctlRequest): readonly string[] => {
    const all = isPracticeUnit(unit)
      ? unitProperties(unit, supervisor.unit(unit), supervisor.unitFile(unit))
      : unitProperties(unit, null, '');
    const wanted = properties === null ? all : all.filter(([name]) => properties.includes(name));
    return wanted.map(([name, text]) => (value ? text : `${name}=${text}`));
  };
  const cat = (unit: string): Reply => {
    if (!isPracticeUnit(unit)) return complain(`No files found for ${unit}.`);
    const file = supervisor.unitFile(unit);
    return say([`# ${file}`, readFileSync(file, 'utf8').trimEnd()]);
  };
  const isActive = (unit: string): Reply => {
    const active = isPracticeUnit(unit) ? supervisor.unit(unit).active : 'inactive';
    return say([active], active === 'active' ? 0 : isPracticeUnit(unit) ? 3 : 4);
  };
  const isFailed = (unit: string): Reply => {
    const active = isPracticeUnit(unit) ? supervisor.unit(unit).active : 'inactive';
    return say([active], active === 'failed' ? 0 : 1);
  };
  const status = (unit: string, lines: number): Reply => {
    if (!isPracticeUnit(unit)) return complain(`Unit ${unit} could not be found.`, 4);
    const state = supervisor.unit(unit);
    const tail = lines === 0 ? [] : ['', ...journal.tail(unit, lines)];
    return say(
      [...unitStatus(unit, state, supervisor.unitFile(unit), now()), ...tail],
      state.active === 'active' ? 0 : 3,
    );
  };

  const systemctl = async (args: readonly string[], root: boolean): Promise<Reply> => {
    if (args[0] === '--version') return say(['systemd 252 (practice range)']);
    const reading = readSystemctlArguments(args);
    if (!reading.ok) return complain(reading.message);
    const { request } = reading;
    const { verb, units, quiet } = request;
    const each = (one: (unit: string) => Reply): Reply => {
      if (units.length === 0) return complain('Too few arguments.');
      const reply = together(units.map(one));
      return quiet ? { ...reply, out: [] } : reply;
    };
    if (isChange(verb)) return changeAll(verb, request, root);
    switch (verb) {
      case 'show':
        return say(units.flatMap((unit, index) => [...(index > 0 ? [''] : []), ...show(unit, request)]));
      case 'cat':
        return each(cat);
      case 'is-active':
        return each(isActive);
      case 'is-failed':
        return each(isFailed);
      case 'is-enabled':
        return each((unit) =>
          isPracticeUnit(unit)
            ? say(['enabled'])
            : complain(`Failed to get unit file state for ${unit}: No such file or directory`),
        );
      case 'status':
        return each((unit) => status(unit, request.lines));
      case 'is-system-running':
        return say(['running']);
      case 'daemon-reload':
        return root ? done : complain('Failed to reload daemon: Interactive authentication required.');
      default:
        return complain(`The practice range's systemctl does not know the verb ${verb}.`);
    }
  };

  const nginx = (args: readonly string[], root: boolean): Reply => {
    if (args.length === 1 && (args[0] === '-v' || args[0] === '-V'))
      return complain('nginx version: nginx/1.22.1 (practice range)', 0);
    const test = args.includes('-t') || args.includes('-T');
    const signal = args[0] === '-s' ? args[1] : undefined;
    const known = args.every((arg, index) => ['-t', '-T', '-q'].includes(arg) || (signal !== undefined && index < 2));
    if (!known || (!test && signal !== 'reload'))
      return complain(
        `nginx: the practice range's nginx knows -t, -T, -v and -s reload, not: ${args.join(' ') || '(nothing)'}`,
      );
    const file = paths.nginxConfig;
    if (!root)
      return {
        out: [],
        err: [
          'nginx: [warn] the "user" directive makes sense only if the master process runs with super-user privileges, ignored',
          `nginx: [emerg] open() "/run/nginx.pid" failed (13: Permission denied)`,
          ...(test ? [`nginx: configuration file ${file} test failed`] : []),
        ],
        code: 1,
      };
    const reading = supervisor.testNginx();
    const quiet = args.includes('-q');
    if (!reading.ok)
      return {
        out: [],
        err: [`nginx: ${reading.complaint}`, ...(test ? [`nginx: configuration file ${file} test failed`] : [])],
        code: 1,
      };
    if (!test) return supervisor.reload('nginx.service');
    return {
      out: args.includes('-T') ? [`# configuration file ${file}:`, readFileSync(file, 'utf8').trimEnd()] : [],
      err: quiet
        ? []
        : [
            `nginx: the configuration file ${file} syntax is ok`,
            `nginx: configuration file ${file} test is successful`,
          ],
      code: 0,
    };
  };

  return async (words: readonly string[]): Promise<Reply> => {
    const [who, command, ...args] = words;
    const root = who === 'root';
    if (command === 'systemctl') return systemctl(args, root);
    if (command === 'nginx') return nginx(args, root);
    return complain(`${command ?? 'nothing'}: not a command of the practice range`, 127);
  };
};
