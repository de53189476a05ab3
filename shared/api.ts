import { alertsContract } from './alerts/contract.ts';
import { appContract } from './app/contract.ts';
import { backlogContract } from './backlog/contract.ts';
import { branchesContract } from './branches/contract.ts';
import { connectionsContract } from './connections/contract.ts';
import { deploysContract } from './deploys/contract.ts';
import { importsContract } from './imports/contract.ts';
import { ledgerContract } from './ledger/contract.ts';
import { liveContract } from './live/contract.ts';
import { monitorContract } from './monitor/contract.ts';
import { exceptionsContract } from './monitor/exceptionsContract.ts';
import { patternsContract } from './patterns/contract.ts';
import { projectsContract } from './projects/contract.ts';
import { prometheusContract } from './prometheus/contract.ts';
import { qaContract } from './qa/contract.ts';
import { rangeContract } from './range/contract.ts';
import { resourcesContract } from './resources/contract.ts';
import { reviewsContract } from './reviews/contract.ts';
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
  branches: branchesContract,
  reviews: reviewsContract,
  patterns: patternsContract,
  qa: qaContract,
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
