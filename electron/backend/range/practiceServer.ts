import net from 'node:net';
import { type RangeFaultName, rangeFaultNames } from '../../../shared/range/contract.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { applyDiskFault } from './diskFaults.ts';
import { listenAgain } from './listenOn.ts';
import { openMailbox } from './mailbox.ts';
import { createPracticeCommands } from './practiceCommands.ts';
import { createPracticeJournal } from './practiceJournal.ts';
import { startPracticePath } from './practicePath.ts';
import { createPracticeSupervisor } from './practiceSupervisor.ts';
import type { RangeGit } from './rangeGit.ts';
import { ensureKey, type RangeKey } from './rangeKeys.ts';
import { PRACTICE_USER, type ServerName, type ServerPaths } from './rangePaths.ts';
import type { ServerRecord } from './rangeRecord.ts';
import { ensureServerFolder } from './serverFolder.ts';
import { openSshDoor } from './sshDoor.ts';

export interface PracticeServerOptions {
  readonly name: ServerName;
  readonly paths: ServerPaths;
  /** What it was the last time; null for a new one. */
  readonly record: ServerRecord | null;
  readonly origin: string;
  /** Origin was made anew just now. */
  readonly originIsNew: boolean;
  readonly clientKey: RangeKey;
  readonly git: RangeGit;
  /** `<resources>/range`. */
  readonly resources: string;
  /** PATH behind the stand-ins. */
  readonly path: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly onChange: () => void;
}

/** One "VPS" of the range while it runs. */
export interface PracticeServer {
  readonly name: ServerName;
  readonly record: () => ServerRecord;
  /** The key it is known by, whatever it shows now. */
  readonly hostKey: RangeKey;
  readonly version: () => string | null;
  readonly setFault: (fault: RangeFaultName, on: boolean) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** A port that is ours until it is let go, a moment before its real owner binds it. */
const holdPort = async (port: number | null): Promise<{ readonly port: number; readonly release: () => void }> => {
  const holder = net.createServer((socket) => socket.destroy());
  return { port: await listenAgain(holder, port), release: () => holder.close() };
};

/** The whole environment of a command there: nothing of Pitwall's own leaks into it. */
const environment = (paths: ServerPaths, path: string): Readonly<Record<string, string>> => ({
  HOME: paths.home,
  PATH: `${paths.bin}:${path}`,
  TMPDIR: paths.tmp,
  HOST_PROC: paths.proc,
  USER: PRACTICE_USER,
  LOGNAME: PRACTICE_USER,
  SHELL: '/bin/sh',
  LANG: 'C.UTF-8',
});

/** Builds what is missing of the server's folder and starts its sshd, its nginx and its app on the ports it had, or on free ones. */
export const startPracticeServer = async (options: PracticeServerOptions): Promise<PracticeServer> => {
  const { name, paths, git, clock, log, resources } = options;
  const before = options.record;
  const app = await holdPort(before?.appPort ?? null);
  const nginx = await holdPort(before?.nginxPort ?? null);
  const listener = net.createServer();
  const undo: (() => unknown)[] = [app.release, nginx.release, () => listener.close()];
  try {
    const sshPort = await listenAgain(listener, before?.sshPort ?? null);
    const faults = new Set(before?.faults ?? []);
    await ensureServerFolder({
      name,
      paths,
      origin: options.origin,
      originIsNew: options.originIsNew,
      git,
      standIns: resources,
      appPort: app.port,
      nginxPort: nginx.port,
      portsChanged: before?.appPort !== app.port || before?.nginxPort !== nginx.port,
    });
    const onDisk = { paths, git, faultsFolder: `${resources}/faults` };
    for (const fault of rangeFaultNames) await applyDiskFault(onDisk, fault, faults.has(fault));

    const journal = createPracticeJournal(paths.journal, name, clock.now);
    const supervisor = createPracticeSupervisor({
      paths,
      appPort: app.port,
      nginxPort: nginx.port,
      clock,
      log,
      journal,
      hasFault: (fault) => faults.has(fault),
      onChange: options.onChange,
    });
    app.release();
    nginx.release();
    undo.push(supervisor.suspend);
    await supervisor.resume();
    const around = await startPracticePath({
      name,
      paths,
      before,
      nginxPort: nginx.port,
      hasFault: (fault) => faults.has(fault),
    });
    undo.push(around.stop);
    const mailbox = openMailbox({
      folder: paths.mailbox,
      answer: createPracticeCommands({ paths, supervisor, journal, now: clock.now }),
      now: clock.now,
      log,
    });
    undo.push(mailbox.stop);
    const hostKey = ensureKey(paths.hostKey, `practice-${name}`);
    const otherHostKey = ensureKey(paths.otherHostKey, `practice-${name}-other`);
    const shown = (): RangeKey => (faults.has('host-key-changed') ? otherHostKey : hostKey);
    const door = openSshDoor({
      listener,
      hostKey: shown(),
      clientKey: options.clientKey,
      place: { cwd: paths.home, env: environment(paths, options.path) },
      ports: [app.port, nginx.port],
      log,
    });
    return {
      name,
      record: () => ({
        sshPort,
        nginxPort: nginx.port,
        appPort: app.port,
        edgePort: around.port,
        dnsPort: around.dnsPort,
        faults: [...faults],
      }),
      hostKey,
      version: supervisor.version,
      setFault: async (fault, on) => {
        if (on) faults.add(fault);
        else faults.delete(fault);
        await applyDiskFault(onDisk, fault, on);
        await around.settle(fault);
        if (fault === 'host-key-changed') door.present(shown());
      },
      close: async () => {
        await door.close();
        await mailbox.stop();
        around.stop();
        supervisor.suspend();
      },
    };
  } catch (error) {
    for (const step of undo.reverse()) await step();
    throw error;
  }
};
