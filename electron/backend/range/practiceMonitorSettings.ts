import { join } from 'node:path';
import { defaultMonitorSettings, type MonitorSettings } from '../../../shared/monitor/monitorSettings.ts';
import type { Environment } from '../../../shared/projects/environment.ts';

/** How a practice server is watched: at once and often, and without a reference, because it needs no network. */
export const practiceMonitorSettings = ({ repositoryPath }: Pick<Environment, 'repositoryPath'>): MonitorSettings => ({
  ...defaultMonitorSettings,
  enabled: true,
  intervalSeconds: 5,
  resourceSeconds: 5,
  expectAddresses: ['127.0.0.1'],
  references: [],
  logFormat:
    '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent" $request_time',
  // Beside `srv/checkout`; see `rangePaths`.
  accessLog: join(repositoryPath, '..', '..', 'var', 'log', 'nginx', 'access.log'),
});
