import { join } from 'node:path';
import { createSeriesStore } from '../../electron/backend/metrics/createSeriesStore.ts';
import { edgeProbe } from '../../electron/backend/monitor/edgeProbe.ts';
import { createPoller } from '../../electron/backend/monitor/poller.ts';
import { systemClock } from '../../electron/backend/systemClock.ts';
import { EnvironmentId } from '../../shared/ids.ts';

/*
 * Watches so many targets of a port as Pitwall watches a public URL: poller, probe with its timings over a connection of its own, samples in
 * metrics.db. Arguments: port, targets, milliseconds between two looks, folder. Ends by SIGTERM and prints how many samples were kept.
 */
const [port = '', targets = '0', every = '0', folder = ''] = process.argv.slice(2);
const quiet = { info: () => undefined, warn: console.error, error: console.error };
const store = createSeriesStore({ path: join(folder, 'metrics.db'), clock: systemClock, log: quiet });
const poller = createPoller({ clock: systemClock, onError: (id, error) => console.error(id, error) });
let kept = 0;
for (let number = 0; number < Number(targets); number += 1) {
  const environment = EnvironmentId.parse(`11111111-1111-4111-8111-${String(number).padStart(12, '0')}`);
  const url = `http://127.0.0.1:${port}/t${number}`;
  poller.set(url, Number(every), async (signal) => {
    const hop = await edgeProbe(url, {
      clock: systemClock,
      expectStatus: 200,
      addresses: ['127.0.0.1'],
      dnsMs: null,
      timeoutMs: 4_000,
      signal,
    });
    if (hop.state !== 'up' || hop.timings === null) throw new Error(hop.detail);
    const { total, connect, firstByte } = hop.timings;
    store.record(environment, [
      { name: 'path.edge.total', at: hop.at, value: total },
      { name: 'path.edge.connect', at: hop.at, value: connect ?? 0 },
      { name: 'path.edge.firstByte', at: hop.at, value: firstByte ?? 0 },
    ]);
    kept += 3;
  });
}
process.on('SIGTERM', async () => {
  await poller.dispose();
  store.close();
  console.log(kept);
  process.exit(0);
});
