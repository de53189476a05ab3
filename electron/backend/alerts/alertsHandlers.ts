import { implement } from '@orpc/server';
import type { Alert } from '../../../shared/alerts/alert.ts';
import { alertsContract, type ListedAlert } from '../../../shared/alerts/contract.ts';
import { Failure } from '../../../shared/errors.ts';
import type { ProjectId } from '../../../shared/ids.ts';
import type { AlertDeps } from './alertDeps.ts';
import type { AlertService } from './alertService.ts';
import { countOpenAlerts, listAlerts, type StoredAlert } from './alertTable.ts';
import { createRuleCommands } from './ruleCommands.ts';
import { listSilences } from './silenceTable.ts';
import { tryOnPast } from './tryOnPast.ts';

export const createAlertsHandlers = (deps: AlertDeps, service: AlertService) => {
  const os = implement(alertsContract);
  const commands = createRuleCommands(deps, service);
  const { db } = deps;
  const needProject = (id: ProjectId): void => {
    if (!deps.hasProject(id))
      throw new Failure('GONE', 'This project does not exist (any more).', { what: 'project', id });
  };

  return os.router({
    rules: os.rules.handler(({ input }) => [...commands.rules(input.environment)]),
    saveRule: os.saveRule.handler(({ input }) =>
      commands.saveRule(input.id, input.environment, input.settings, input.window),
    ),
    removeRule: os.removeRule.handler(({ input }) => commands.removeRule(input.rule, input.window)),
    missingRules: os.missingRules.handler(({ input }) => [...commands.missing(input.environment)]),
    addMissingRules: os.addMissingRules.handler(({ input }) => [
      ...commands.addMissing(input.environment, input.names, input.window),
    ]),
    tryRule: os.tryRule.handler(({ input }) => {
      const environment = commands.needEnvironment(input.environment);
      return tryOnPast(deps, environment, input.settings, input, commands.rules(environment.id));
    }),
    list: os.list.handler(({ input }) => {
      needProject(input.project);
      const found = listAlerts(db, { ...input, limit: input.limit + 1 });
      const now = deps.clock.now();
      const silences = new Map(found.map(({ environmentId: id }) => [id, listSilences(db, id, now)]));
      const listed = (alert: StoredAlert): ListedAlert => ({
        ...shown(alert),
        silencedUntil:
          silences.get(alert.environmentId)?.find(({ rule }) => rule === null || rule === alert.rule)?.until ?? null,
      });
      return { alerts: found.slice(0, input.limit).map(listed), more: found.length > input.limit };
    }),
    counts: os.counts.handler(() => [...countOpenAlerts(db)]),
    acknowledge: os.acknowledge.handler(({ input }) => service.acknowledge(input.alerts).map(shown)),
    close: os.close.handler(({ input }) => service.close(input.alerts).map(shown)),
    silences: os.silences.handler(({ input }) => [...commands.silences(input.environment)]),
    silence: os.silence.handler(({ input }) => commands.silence(input)),
    unsilence: os.unsilence.handler(({ input }) => commands.unsilence(input)),
    maintenance: os.maintenance.handler(({ input }) => [...commands.maintenance(input.environment)]),
    saveMaintenance: os.saveMaintenance.handler(({ input }) => commands.saveMaintenance(input)),
    removeMaintenance: os.removeMaintenance.handler(({ input }) => commands.removeMaintenance(input.window)),
    noticeSettings: os.noticeSettings.handler(() => commands.noticeSettings()),
    saveNoticeSettings: os.saveNoticeSettings.handler(({ input }) => commands.saveNoticeSettings(input)),
    notices: os.notices.handler(({ signal }) => service.notices(signal ?? new AbortController().signal)),
    toItem: os.toItem.handler(({ input }) => ({ item: service.toItem(input.alert, input.window) })),
  });
};

/** Without what only the telling of it needs. */
const shown = ({ telling: _telling, toldAt: _toldAt, noted: _noted, ...alert }: StoredAlert): Alert => alert;
