import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import type { Run } from '../../shared/deploys/run.ts';
import type { Revision } from '../../shared/ids.ts';
import { shellQuote } from '../../shared/remote/shellQuote.ts';
import type { ProvingGround } from '../proving-ground/provingGround.ts';
import { waitUntil } from '../proving-ground/waitUntil.ts';
import type { Pitwall } from './laptop.ts';

const asDeploy = { user: 'deploy' } as const;

/** What differs between the app folder and a revision's files: empty when the folder holds that revision, whole and nothing else. Pitwall's own
 * mark is no part of it, nor is the new mark that a kill may leave beside it; the next run writes that one anew. */
export const differences = ({ mustExec, paths }: ProvingGround, revision: Revision): Promise<string> =>
  mustExec(
    `t=$(mktemp -d) && git -C ${shellQuote(paths.origin)} archive ${revision} | tar -x -C "$t" &&
     { diff -r --exclude='.pitwall-revision*' --exclude=__pycache__ "$t" ${shellQuote(paths.app)} || true; } && rm -rf "$t"`,
    asDeploy,
  );

/** Everything in the app folder by name and content, to compare before and after. */
export const folderState = ({ mustExec, paths }: ProvingGround): Promise<string> =>
  mustExec(`cd ${shellQuote(paths.app)} && find . -type f -exec sha256sum {} + | sort -k 2`, asDeploy);

export const runningVersion = async (ground: ProvingGround): Promise<string | null> =>
  (await ground.health('nginx'))?.version ?? null;

/** SHA-256 and size of the run's log on the target, or of its first bytes. */
const logOnTarget = async ({ mustExec }: ProvingGround, { id }: Pick<Run, 'id'>, first: number | null) => {
  const read = first === null ? 'cat' : `head -c ${first}`;
  const [sha256 = '', bytes] = (
    await mustExec(`${read} ~/.pitwall/runs/${id}/log | tee ~/.measured | sha256sum; wc -c < ~/.measured`, asDeploy)
  ).split(/[\s-]+/);
  return { sha256, bytes: Number(bytes) };
};

const sha256Of = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** Fails unless Pitwall holds the run's log exactly as the target wrote it. */
export const expectLogExact = async (ground: ProvingGround, pitwall: Pitwall, run: Run): Promise<Buffer> => {
  const log = await pitwall.logOf(run);
  expect({ sha256: sha256Of(log), bytes: log.length }).toEqual(await logOnTarget(ground, run, null));
  return log;
};

/** Fails unless the log that Pitwall holds is how the target's begins: a step whose runner was killed may go on writing. */
export const expectLogBegins = async (ground: ProvingGround, pitwall: Pitwall, run: Run): Promise<void> => {
  const log = await pitwall.logOf(run);
  expect({ sha256: sha256Of(log), bytes: log.length }).toEqual(await logOnTarget(ground, run, log.length));
};

/** Fails unless nobody holds an application's lock on the target. */
export const expectLockFree = async ({ mustExec }: ProvingGround): Promise<void> => {
  await mustExec('for lock in ~/.pitwall/apps/*/lock; do flock -n "$lock" true || exit 1; done', asDeploy);
};

/** Fails unless the run succeeded and the target holds and runs exactly its revision. */
export const expectDeployed = async (ground: ProvingGround, pitwall: Pitwall, run: Run): Promise<void> => {
  expect(run.outcome).toMatchObject({ kind: 'succeeded', cause: null });
  expect(run.steps.map(({ name, state }) => `${name} ${state}`)).toEqual(
    ['preflight', 'pull', 'sync', 'restart', 'reload', 'health'].map((name) => `${name} passed`),
  );
  expect(await differences(ground, run.revision)).toBe('');
  expect(await runningVersion(ground)).toBe(await ground.versionOf(run.revision));
  await expectLogExact(ground, pitwall, run);
  await expectLockFree(ground);
};

export const stepOf = (run: Run, name: string) => run.steps.find((step) => step.name === name);

/** Resolves when the run's step has begun; throws when the run is over before. */
export const inStep = async (pitwall: Pitwall, { id }: Pick<Run, 'id'>, name: string): Promise<Run> => {
  const run = await waitUntil(`the run is in ${name}`, async () => {
    const now = await pitwall.client.deploys.run({ run: id });
    return now.state === 'ended' || stepOf(now, name)?.state === 'running' ? now : null;
  });
  if (run.state === 'ended')
    throw new Error(`It ended before ${name}: ${JSON.stringify(run.outcome)}\n${pitwall.ownLog()}`);
  return run;
};

/** Shell text that waits in a step until `release` is called; `hold` must be called before. */
export const gate = ({ mustExec, paths }: ProvingGround) => {
  const file = shellQuote(`${paths.home}/held`);
  return {
    text: `i=0; while [ -e ${file} ] && [ $i -lt 1200 ]; do sleep 0.05; i=$((i+1)); done`,
    hold: () => mustExec(`touch ${file}`, asDeploy),
    release: () => mustExec(`rm -f ${file}`, asDeploy),
  };
};
