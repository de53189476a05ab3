import { join } from 'node:path';
import { ensureModules } from './ensureModules.mjs';
import { runMain } from './expectedFailure.mjs';
import { node24, root } from './root.mjs';
import { runChild } from './runChild.mjs';

/** `npm run bench -- <areas> [--check] [--quick]`: the measurements, on Node 24. */
await runMain(async (args) => {
  await ensureModules();
  return (await runChild(node24, [join(root, 'bench', 'main.ts'), ...args], { show: 'all' })).code;
});
