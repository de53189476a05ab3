import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { dataFolder } from './backend/dataFolder.ts';
import type { Log } from './backend/log.ts';
import { hasDisplay, openBrowser } from './browser/openBrowser.ts';
import { readServeOptions } from './browser/serveOptions.ts';
import { startBrowserShell } from './browser/startBrowserShell.ts';
import { startTrouble } from './browser/startTrouble.ts';

const IMPATIENT_MS = 1_000;
let log: Log | null = null;

// A promise that nobody waited for left no half-done change: those are transactions. Anything else may have, so the process ends.
process.on('unhandledRejection', (error) => log?.error('a rejection that nobody handled', { error }));
process.on('uncaughtException', (error) => {
  log?.error('an exception that nobody caught', { error });
  fail(`Pitwall met a fault of its own and ended: ${startTrouble(error)}`);
});

/** The folder with package.json: two levels above the built file, one above the source. */
const root = [dirname(dirname(import.meta.dirname)), dirname(import.meta.dirname)].find((folder) =>
  existsSync(join(folder, 'package.json')),
);

function fail(line: string): never {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}

const options = readServeOptions(process.argv.slice(2));
if (typeof options === 'string') fail(options);
else if (root === undefined) fail('Pitwall’s own files are not complete: package.json is missing.');
else {
  const dataDir = dataFolder({ given: options.dataDir, env: process.env, platform: process.platform });
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  try {
    const shell = await startBrowserShell({
      dataDir,
      port: options.port,
      metrics: options.metrics,
      resourcesDir: join(root, 'resources'),
      pageDir: join(root, 'out', 'renderer'),
      version,
      env: process.env,
    });
    log = shell.log;
    let askedAt: number | null = null;
    const end = () => {
      // A terminal's Ctrl-C reaches us twice: by itself and through npm. Only a later one means impatience.
      if (askedAt !== null && performance.now() - askedAt > IMPATIENT_MS) process.exit(130);
      if (askedAt !== null) return;
      askedAt = performance.now();
      shell.dispose().then(
        () => process.exit(0),
        (error: unknown) => fail(startTrouble(error)),
      );
    };
    process.on('SIGINT', end);
    process.on('SIGTERM', end);
    process.on('SIGHUP', end);
    // The script that started us, where one did, is gone.
    process.on('disconnect', end);
    process.stdout.write(`Pitwall is at ${shell.link}\n`);
    if (shell.metricsUrl !== null) process.stdout.write(`Metrics for Prometheus are at ${shell.metricsUrl}\n`);
    if (options.open && hasDisplay(process.env, process.platform))
      openBrowser(shell.link, dataDir, process.platform, (why) =>
        process.stderr.write(`Your browser could not be opened (${why}); open the address above.\n`),
      );
  } catch (error) {
    fail(startTrouble(error));
  }
}
