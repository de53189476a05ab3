import { alertsContract } from './alerts/contract.ts';
import { appContract } from './app/contract.ts';
import { backlogContract } from './backlog/contract.ts';
import { connectionsContract } from './connections/contract.ts';
import { deploysContract } from './deploys/contract.ts';
import { importsContract } from './imports/contract.ts';
import { ledgerContract } from './ledger/contract.ts';
import { liveContract } from './live/contract.ts';
import { monitorContract } from './monitor/contract.ts';
import { exceptionsContract } from './monitor/exceptionsContract.ts';
import { projectsContract } from './projects/contract.ts';
import { prometheusContract } from './prometheus/contract.ts';
import { rangeContract } from './range/contract.ts';
import { resourcesContract } from './resources/contract.ts';
import { sprintsContract } from './sprints/contract.ts';
import { teamContract } from './team/contract.ts';

/** The whole API: implemented by electron/backend, consumed by renderer/backend/client.ts, carried by a MessagePort or a WebSocket. */
export const api = {
  app: appContract,
  projects: projectsContract,
  backlog: backlogContract,
  sprints: sprintsContract,
  team: teamContract,
  imports: importsContract,
  connections: connectionsContract,
  deploys: deploysContract,
  range: rangeContract,
  monitor: monitorContract,
  prometheus: prometheusContract,
  exceptions: exceptionsContract,
  resources: resourcesContract,
  alerts: alertsContract,
  ledger: ledgerContract,
  live: liveContract,
};
export type Api = typeof api;
