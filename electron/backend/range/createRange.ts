import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../../../shared/errors.ts';
import type { RangeState } from '../../../shared/range/contract.ts';
import { type PracticeServers, pinPracticeHostKeys, settlePracticeProject } from './practiceProject.ts';
import { type PracticeServer, startPracticeServer } from './practiceServer.ts';
import type { Range } from './range.ts';
import type { RangeDeps } from './rangeDeps.ts';
import { rangeFailure } from './rangeFailure.ts';
import { rangeFaults } from './rangeFaults.ts';
import { createRangeGit } from './rangeGit.ts';
import { ensureKey } from './rangeKeys.ts';
import { rangePaths, serverNames } from './rangePaths.ts';
import { type RangeRecord, readRangeRecord, writeRangeRecord } from './rangeRecord.ts';
import { pathFolders, whyUnavailable } from './rangeTools.ts';
import { commitSample, ensureOrigin, readSample } from './sampleOrigin.ts';

export const createRange = (deps: RangeDeps): Range => {
  const { clock, log, feed, projects, env, platform } = deps;
  const paths = rangePaths(deps.dataDir);
  const resources = join(deps.resourcesDir, 'range');
  const path = pathFolders(env.PATH).join(':');
  const git = createRangeGit(path);
  let servers: PracticeServers | null = null;
  let ended = false;
  /** Whether the record said so when the servers were started. */
  let wasOpen = false;
  /** Whether every environment leads to where its server is now. */
  let settled = true;
  let opening: Promise<RangeState> | null = null;
  let queue: Promise<unknown> = Promise.resolve();

  /** One change at a time, in the order they were asked for. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = queue.then(work);
    queue = result.catch(() => {});
    return result;
  };
  const changed = () => feed.publish('range', null);

  const remember = (open: boolean): void => {
    if (servers === null) return;
    writeRangeRecord(paths.record, {
      version: 1,
      open,
      servers: { staging: servers.staging.record(), production: servers.production.record() },
    });
  };

  const state = (): RangeState => {
    const why = whyUnavailable(platform, env.PATH);
    const reading = servers === null ? readRangeRecord(paths.record) : null;
    const closed = reading?.kind === 'record' ? reading.record.servers : null;
    const found = serverNames.flatMap((name) => {
      const record = servers?.[name].record() ?? closed?.[name];
      if (record === undefined) return [];
      const { faults, ...ports } = record;
      return [{ name, ...ports, version: servers?.[name].version() ?? null, faults: [...faults] }];
    });
    return {
      available: why === null,
      why,
      open: servers !== null,
      project: projects.find(),
      folder: existsSync(paths.root) ? paths.root : null,
      servers: found,
      faults: rangeFaults.map((fault) => ({ ...fault })),
    };
  };

  /** What was remembered; an unreadable record is put aside, once, so that the next opening can build a new one. */
  const recall = (): RangeRecord | null => {
    wasOpen = false;
    const reading = readRangeRecord(paths.record);
    if (reading.kind === 'none') return null;
    if (reading.kind === 'record') {
      wasOpen = reading.record.open;
      return reading.record;
    }
    const aside = `${paths.record}.broken-${clock.now()}`;
    renameSync(paths.record, aside);
    log.warn('the practice range’s record was unreadable and is put aside', { why: reading.why, aside });
    changed();
    throw new Failure(
      'REFUSED',
      `The practice range’s own record ${paths.record} is unreadable: ${reading.why}. It was put aside as ${aside}.`,
      {
        act: 'Open the range again: it is built anew around its commits and servers, on new ports and with all faults off.',
      },
    );
  };

  const startServers = async (): Promise<PracticeServers> => {
    const record = recall();
    mkdirSync(paths.root, { recursive: true, mode: 0o700 });
    const clientKey = ensureKey(paths.clientKey, 'pitwall-practice-range');
    const originIsNew = await ensureOrigin(git, paths.origin, readSample(join(resources, 'sample')), clock.now());
    const started: PracticeServer[] = [];
    try {
      for (const name of serverNames)
        started.push(
          await startPracticeServer({
            name,
            paths: paths.server(name),
            record: record?.servers[name] ?? null,
            origin: paths.origin,
            originIsNew,
            clientKey,
            git,
            resources,
            path,
            clock,
            log,
            onChange: changed,
          }),
        );
      const [staging, production] = started as [PracticeServer, PracticeServer];
      return { staging, production };
    } catch (error) {
      for (const server of started) await server.close();
      throw error;
    }
  };

  /** Leads the project to the servers; what a run that goes on forbids is done when it is over. */
  const settle = (): void => {
    if (servers === null) return;
    settled = settlePracticeProject(projects, paths, servers);
    if (!settled) log.warn('an environment of the practice range is in use; it is brought up to date after the run');
  };

  const stopServers = async (): Promise<void> => {
    const running = servers;
    servers = null;
    if (running !== null) await Promise.all(serverNames.map((name) => running[name].close()));
  };

  const openNow = async (): Promise<RangeState> => {
    if (ended) throw new Failure('REFUSED', 'Pitwall is ending.', { act: 'Start it again.' });
    const why = whyUnavailable(platform, env.PATH);
    if (why !== null) throw new Failure('REFUSED', why, { act: 'Then open the practice range again.' });
    const wasClosed = servers === null;
    try {
      servers ??= await startServers();
      // Where they are is remembered before anything leads there, that they are open only when all of it worked.
      if (wasClosed) remember(wasOpen);
      pinPracticeHostKeys(projects, servers);
      settle();
      remember(true);
    } catch (error) {
      if (wasClosed) await stopServers();
      throw rangeFailure(error, paths.root);
    } finally {
      changed();
    }
    return state();
  };

  const closeNow = async (): Promise<RangeState> => {
    try {
      remember(false);
    } catch (error) {
      log.warn('the practice range could not note that it is closed', { error });
    }
    await stopServers();
    changed();
    return state();
  };

  /** What others changed: a project that is gone ends the servers, a run that ended frees its environment. */
  const follow = async (): Promise<void> => {
    if (servers === null) return;
    if (projects.find() === null) await closeNow();
    else if (!settled) settle();
  };
  const unsubscribe = feed.subscribe((event) => {
    if (event.kind === 'change' && event.entity !== 'project' && event.entity !== 'run') return;
    if (servers === null || (settled && projects.find() !== null)) return;
    inTurn(follow).catch((error: unknown) => log.warn('the practice range could not follow a change', { error }));
  });

  const running = (): PracticeServers => {
    if (servers === null)
      throw new Failure('REFUSED', 'The practice range is not open.', { act: 'Open the practice range first.' });
    return servers;
  };

  return {
    state,
    open: () => {
      opening ??= inTurn(openNow).finally(() => {
        opening = null;
      });
      return opening;
    },
    close: () => inTurn(closeNow),
    setFault: (name, fault, on) =>
      inTurn(async () => {
        const server = running()[name];
        try {
          await server.setFault(fault, on);
          remember(true);
          // Whoever trusted the other key meanwhile trusts the right one again.
          if (fault === 'host-key-changed' && !on) pinPracticeHostKeys(projects, running());
        } catch (error) {
          throw rangeFailure(error, paths.root);
        } finally {
          changed();
        }
        return state();
      }),
    addCommit: () =>
      inTurn(async () => {
        running();
        try {
          const commit = await commitSample(git, paths.origin, readSample(join(resources, 'sample')), clock.now());
          changed();
          return commit;
        } catch (error) {
          throw rangeFailure(error, paths.root);
        }
      }),
    resume: async () => {
      const reading = readRangeRecord(paths.record);
      if (reading.kind === 'broken') log.warn('the practice range’s record is unreadable', { why: reading.why });
      if (reading.kind !== 'record' || !reading.record.open || projects.find() === null) return;
      opening ??= inTurn(openNow).finally(() => {
        opening = null;
      });
      await opening.catch((error: unknown) => log.warn('the practice range could not be opened again', { error }));
    },
    end: () => {
      ended = true;
      unsubscribe();
      return inTurn(stopServers);
    },
  };
};
