import { readFileSync } from 'node:fs';
import type { Log } from '../log.ts';
import { type NginxConfig, readNginxConfig } from './nginxConfig.ts';
import { type RunningProxy, startPracticeProxy } from './practiceProxy.ts';
import { NGINX_UNIT, type ServerPaths } from './rangePaths.ts';
import type { UnitBook } from './unitBook.ts';
import { unitDescriptions } from './unitState.ts';

export interface NginxUnitDeps {
  readonly book: UnitBook;
  readonly paths: ServerPaths;
  readonly port: number;
  readonly appPort: number;
  readonly now: () => number;
  readonly log: Log;
}

export type NginxTest =
  | { readonly ok: true; readonly config: NginxConfig }
  /** In nginx's own words. */
  | { readonly ok: false; readonly complaint: string };

/** What runs as nginx.service. */
export interface NginxUnit {
  /** Reads nginx.conf as it is now. */
  readonly test: () => NginxTest;
  /** False when it could not start; the journal says why. */
  readonly start: () => Promise<boolean>;
  /** Takes up nginx.conf; false when it is broken, and the running configuration stays. */
  readonly reload: () => boolean;
  /** Goes on with the configuration it ran with when Pitwall ended. */
  readonly resume: () => Promise<void>;
  readonly stop: () => void;
}

export const createNginxUnit = ({ book, paths, port, appPort, now, log }: NginxUnitDeps): NginxUnit => {
  let running: RunningProxy | null = null;

  const test = (): NginxTest => {
    const no = (complaint: string): NginxTest => ({ ok: false, complaint: `[emerg] ${complaint}` });
    let text: string;
    try {
      text = readFileSync(paths.nginxConfig, 'utf8');
    } catch (error) {
      return no(`open() "${paths.nginxConfig}" failed (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`);
    }
    const reading = readNginxConfig(text);
    if (!reading.ok) return no(`${reading.message} in ${paths.nginxConfig}:${reading.line}`);
    const { listen } = reading.config;
    // The only port this server may bind; any other may belong to somebody else on this machine.
    if (listen !== port) return no(`bind() to 127.0.0.1:${listen} failed (13: Permission denied)`);
    return { ok: true, config: reading.config };
  };
  const take = ({ upstream, readTimeoutMs }: NginxConfig): void => book.setNginx({ upstream, readTimeoutMs });
  const serve = async (): Promise<void> => {
    running = await startPracticeProxy({
      port,
      config: () => ({ ...book.nginx(), listen: port }),
      appPort,
      accessLog: paths.accessLog,
      now,
    });
  };

  return {
    test,
    start: async () => {
      const tested = test();
      if (!tested.ok) {
        book.fromProgram(NGINX_UNIT, tested.complaint);
        book.neverBegan(NGINX_UNIT);
        return false;
      }
      take(tested.config);
      book.began(NGINX_UNIT);
      try {
        await serve();
        return true;
      } catch (error) {
        const code = (error as NodeJS.ErrnoException).code ?? String(error);
        book.fromProgram(NGINX_UNIT, `[emerg] bind() to 127.0.0.1:${port} failed (${code})`);
        book.died(NGINX_UNIT);
        return false;
      }
    },
    reload: () => {
      const tested = test();
      if (!tested.ok) {
        book.fromProgram(NGINX_UNIT, tested.complaint);
        book.fromSystemd(NGINX_UNIT, `${NGINX_UNIT}: Control process exited, code=exited, status=1/FAILURE`);
        book.fromSystemd(NGINX_UNIT, `Reload failed for ${NGINX_UNIT} - ${unitDescriptions[NGINX_UNIT]}.`);
        return false;
      }
      take(tested.config);
      book.fromSystemd(NGINX_UNIT, `Reloaded ${NGINX_UNIT} - ${unitDescriptions[NGINX_UNIT]}.`);
      return true;
    },
    resume: async () => {
      try {
        await serve();
      } catch (error) {
        log.warn('a practice server’s nginx could not be started again', { error });
        book.died(NGINX_UNIT);
      }
    },
    stop: () => {
      running?.stop();
      running = null;
    },
  };
};
