import { join, resolve } from 'node:path';
import { canSandbox } from './canSandbox.mjs';
import { chooseShell } from './chooseShell.mjs';
import { ensureBuild } from './ensureBuild.mjs';
import { ensureModules } from './ensureModules.mjs';
import { ensureTools, startTools } from './ensureTools.mjs';
import { runMain } from './expectedFailure.mjs';
import { findElectron } from './findElectron.mjs';
import { node24, root } from './root.mjs';
import { runChild, wasEnded } from './runChild.mjs';
import { say } from './say.mjs';
import { help, readStartOptions } from './startOptions.mjs';

/** A window that ends this soon and badly has not come up: a library is missing, for one. */
const TOO_SOON_MS = 5_000;

/** `npm start`: sets up what is missing, then runs the shell that can run here until it ends. */
const start = async (args) => {
  const options = readStartOptions(args);
  if (options.help) {
    process.stdout.write(`${help}\n`);
    return 0;
  }
  await ensureModules();
  await ensureTools(startTools);
  await ensureBuild();
  // npm runs us in the project's folder; a relative path means the folder the user stands in.
  const here = process.env.INIT_CWD ?? process.cwd();
  const data = [
    ...(options.data === null ? [] : ['--data', resolve(here, options.data)]),
    ...(options.metrics === null ? [] : ['--metrics', options.metrics]),
  ];

  const { platform, env } = process;
  const choice = chooseShell({ ...options, platform, env, uid: process.getuid?.(), sandbox: canSandbox() });
  const electron = choice.shell === 'desktop' ? await findElectron() : { path: null, why: choice.why };
  if (electron.path !== null) {
    const since = Date.now();
    const { code } = await runChild(electron.path, [root, ...data], { show: 'all' });
    if (code === 0 || wasEnded() || Date.now() - since > TOO_SOON_MS) return wasEnded() ? 0 : code;
    say(`The desktop window did not come up (exit code ${code}); Pitwall uses your browser instead.`);
  } else if (electron.why !== null) {
    say(`No desktop window, because ${electron.why}. Pitwall uses your browser instead.`);
  }

  const shown = [...(options.port === null ? [] : ['--port', options.port]), ...(options.open ? [] : ['--no-open'])];
  const serve = [join(root, 'out', 'main', 'serve.js'), ...data, ...shown];
  return (await runChild(node24, serve, { show: 'all', bound: true })).code;
};

await runMain(start);
