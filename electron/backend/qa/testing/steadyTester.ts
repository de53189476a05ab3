import { join } from 'node:path';
import { systemClock } from '../../systemClock.ts';
import { project, qaBed, realRepository } from './qaBed.ts';

/** A Pitwall of its own that runs a test command without end: `dir` of its data, then the command's first line, are what it prints. */
const bed = qaBed({ clock: systemClock });
const { repository, revision } = realRepository(join(bed.dir, 'repository'), { 'a.txt': 'a' });
Object.assign(bed.deps, { repositoryOf: () => repository });
const command = {
  command: "trap '' HUP\n(trap '' TERM; exec sleep 600) & echo pids $$ $!; exec sleep 600",
  place: { kind: 'checkout' as const },
  timeLimitSeconds: 600,
  junit: [],
  coverage: [],
};
await bed.client.saveSettings({
  project,
  seen: 0,
  settings: { command, policy: { gate: 'default', untracked: 'warn' } },
});
const { id } = await bed.client.startTests({ project, revision, run: null });
for await (const _ of await bed.client.watchLog({ test: id })) {
  const { lines } = await bed.client.logPage({ test: id, from: 0, count: 10 });
  const pids = lines.find(({ text }) => text.startsWith('pids '));
  if (pids === undefined) continue;
  console.log(JSON.stringify({ dir: bed.dir, id, pids: pids.text.split(' ').slice(1).map(Number) }));
}
