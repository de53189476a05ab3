import { randomUUID } from 'node:crypto';
import type { Silence } from '../../../shared/alerts/contract.ts';
import { type Maintenance, MaintenanceId } from '../../../shared/alerts/maintenance.ts';
import { maintenanceAt, nextMaintenance } from '../../../shared/alerts/maintenanceTimes.ts';
import { missingRules } from '../../../shared/alerts/missingRules.ts';
import type { NoticeSettings } from '../../../shared/alerts/noticeSettings.ts';
import { type Rule, RuleId, RuleSettings } from '../../../shared/alerts/rule.ts';
import { Failure } from '../../../shared/errors.ts';
import type { EnvironmentId, WindowId } from '../../../shared/ids.ts';
import { PITWALL_WINDOW } from '../../../shared/planningAct.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import { appendLedger } from '../db/ledgerTable.ts';
import type { AlertDeps } from './alertDeps.ts';
import type { AlertService } from './alertService.ts';
import { cronStarts, cronTrouble } from './cronStarts.ts';
import { deleteMaintenance, getMaintenance, listMaintenance, putMaintenance } from './maintenanceTable.ts';
import { readNoticeSettings, writeNoticeSettings } from './noticeSettingsTable.ts';
import { getRule } from './ruleTable.ts';
import { deleteSilence, listSilences, putSilence } from './silenceTable.ts';

/** Characters of a line of the ledger that names rules. */
const SAID_MAX = 900;

/** Everything a person sets about alerts: each act is one transaction with its line in the ledger. */
export const createRuleCommands = (deps: AlertDeps, service: AlertService) => {
  const { db, clock, feed } = deps;

  const needEnvironment = (id: EnvironmentId): Environment => {
    const environment = deps.environmentOf(id);
    if (environment === null)
      throw new Failure('GONE', 'This environment does not exist (any more).', { what: 'environment', id });
    return environment;
  };
  const needRule = (id: RuleId): Rule => {
    const rule = getRule(db, id);
    if (rule === null) throw new Failure('GONE', 'This rule does not exist (any more).', { what: 'rule', id });
    return rule;
  };

  interface Line {
    readonly verb: string;
    readonly entity: 'environment' | 'app';
    readonly id: string;
    readonly summary: string;
    readonly inverse: unknown;
  }
  const commit = (environment: Environment | null, line: Line, work: () => void): void => {
    db.transaction(() => {
      work();
      appendLedger(db, {
        at: clock.now(),
        actor: deps.actor,
        verb: line.verb,
        entity: line.entity,
        entityId: line.id,
        projectId: environment?.projectId ?? null,
        summary: line.summary,
        inverse: line.inverse,
      });
    }).immediate();
    feed.publish('rule', environment?.id ?? null);
    feed.publish('ledger', null);
  };

  const refuseTaken = (rules: readonly Rule[], { name }: RuleSettings, except: RuleId | null): void => {
    const namesake = rules.find((rule) => rule.id !== except && rule.name.toLowerCase() === name.toLowerCase());
    if (namesake === undefined) return;
    throw new Failure('NAME_TAKEN', `There is a rule named ${namesake.name} already.`, {
      name: namesake.name,
      act: 'Choose another name.',
    });
  };

  const saveRule = (
    id: RuleId | null,
    environmentId: EnvironmentId,
    settings: RuleSettings,
    window: WindowId = PITWALL_WINDOW,
  ): Rule => {
    const environment = needEnvironment(environmentId);
    const rules = service.rules(environmentId);
    const before = id === null ? null : needRule(id);
    if (before !== null && before.environmentId !== environmentId)
      throw new Failure('GONE', 'This rule belongs to another environment.', { what: 'rule', id: before.id });
    refuseTaken(rules, settings, id);
    const rule: Rule = { ...settings, id: before?.id ?? RuleId.parse(randomUUID()), environmentId };
    if (before !== null && JSON.stringify(RuleSettings.parse(before)) === JSON.stringify(RuleSettings.parse(rule)))
      return before;
    return deps.items.commit({ project: environment.projectId, window }, (edit) => {
      if (before === null) edit.insert('rule', rule);
      else edit.update('rule', rule.id, rule);
      const verb = before === null ? 'rule.create' : 'rule.change';
      const summary = `${before === null ? 'Add' : 'Change'} the rule ${rule.name} of ${environment.name}`;
      return { result: rule, act: { verb, entity: 'rule', id: rule.id, summary } };
    });
  };

  const removeRule = (id: RuleId, window: WindowId = PITWALL_WINDOW): void => {
    const rule = needRule(id);
    const environment = needEnvironment(rule.environmentId);
    deps.items.commit({ project: environment.projectId, window }, (edit) => {
      edit.remove('rule', id);
      const summary = `Remove the rule ${rule.name} of ${environment.name}`;
      return { result: null, act: { verb: 'rule.remove', entity: 'rule', id, summary } };
    });
  };

  const missing = (id: EnvironmentId): readonly RuleSettings[] =>
    missingRules(deps.offeredRulesOf(needEnvironment(id)), service.rules(id));

  const addMissing = (id: EnvironmentId, names: readonly string[], window: WindowId): readonly Rule[] => {
    const environment = needEnvironment(id);
    const wanted = missing(id).filter(({ name }) => names.includes(name));
    const [first, ...others] = wanted.map(
      (rule): Rule => ({ ...RuleSettings.parse(rule), id: RuleId.parse(randomUUID()), environmentId: id }),
    );
    if (first === undefined)
      throw new Failure('REFUSED', `None of these default rules is missing on ${environment.name} any more.`, {
        act: 'Look at its rules: somebody has added them in between.',
      });
    const added = [first, ...others];
    const said = `Add the default ${others.length === 0 ? 'rule' : 'rules'} ${added.map(({ name }) => name).join(', ')}`;
    return deps.items.commit({ project: environment.projectId, window }, (edit) => {
      for (const rule of added) edit.insert('rule', rule);
      const summary = `${said.slice(0, SAID_MAX)} to ${environment.name}`;
      return { result: added, act: { verb: 'rule.create', entity: 'rule', id: first.id, summary } };
    });
  };

  const silence = (wanted: Silence): void => {
    const environment = needEnvironment(wanted.environmentId);
    const name = wanted.rule === null ? 'every rule' : needRule(wanted.rule).name;
    if (wanted.until <= clock.now())
      throw new Failure('REFUSED', 'This silence would be over already.', { act: 'Choose a later end.' });
    const line: Line = {
      verb: 'silence.set',
      entity: 'environment',
      id: environment.id,
      summary: `Silence ${name} of ${environment.name} until ${new Date(wanted.until).toISOString()}${wanted.reason === '' ? '' : `: ${wanted.reason}`}`,
      inverse: { verb: 'silence.end', environment: environment.id, rule: wanted.rule },
    };
    commit(environment, line, () => putSilence(db, wanted, clock.now()));
  };

  const unsilence = (which: Pick<Silence, 'environmentId' | 'rule'>): void => {
    const environment = needEnvironment(which.environmentId);
    const before = listSilences(db, environment.id, clock.now()).find(({ rule }) => rule === which.rule);
    if (before === undefined) return;
    const name = which.rule === null ? 'every rule' : (getRule(db, which.rule)?.name ?? 'a rule');
    const line: Line = {
      verb: 'silence.end',
      entity: 'environment',
      id: environment.id,
      summary: `End the silence of ${name} of ${environment.name}`,
      inverse: { verb: 'silence.set', silence: before },
    };
    commit(environment, line, () => void deleteSilence(db, which));
  };

  const saveMaintenance = (wanted: Omit<Maintenance, 'id'> & { readonly id: MaintenanceId | null }): Maintenance => {
    const environment = needEnvironment(wanted.environmentId);
    const before = wanted.id === null ? null : getMaintenance(db, wanted.id);
    if (wanted.id !== null && before?.environmentId !== environment.id)
      throw new Failure('GONE', 'This window does not exist (any more).', { what: 'window', id: wanted.id });
    if (wanted.schedule.kind === 'cron') {
      const trouble = cronTrouble(wanted.schedule.line, wanted.schedule.timeZone, clock.now());
      if (trouble !== null)
        throw new Failure('REFUSED', `This cron line cannot be used: ${trouble}.`, {
          act: 'Write minute, hour, day of the month, month and weekday, such as 30 2 * * 0.',
        });
    }
    const window: Maintenance = { ...wanted, id: wanted.id ?? MaintenanceId.parse(randomUUID()) };
    const line: Line = {
      verb: before === null ? 'maintenance.create' : 'maintenance.change',
      entity: 'environment',
      id: environment.id,
      summary: `${before === null ? 'Add' : 'Change'} the maintenance window ${window.name} of ${environment.name}`,
      inverse:
        before === null
          ? { verb: 'maintenance.remove', window: window.id }
          : { verb: 'maintenance.change', window: before },
    };
    commit(environment, line, () => putMaintenance(db, window));
    return window;
  };

  const removeMaintenance = (id: MaintenanceId): void => {
    const window = getMaintenance(db, id);
    if (window === null) throw new Failure('GONE', 'This window does not exist (any more).', { what: 'window', id });
    const environment = needEnvironment(window.environmentId);
    const line: Line = {
      verb: 'maintenance.remove',
      entity: 'environment',
      id: environment.id,
      summary: `Remove the maintenance window ${window.name} of ${environment.name}`,
      inverse: { verb: 'maintenance.create', window },
    };
    commit(environment, line, () => deleteMaintenance(db, id));
  };

  const saveNoticeSettings = (settings: NoticeSettings): NoticeSettings => {
    const { quietHours } = settings;
    const summary =
      quietHours === null ? 'End the quiet hours' : `Keep quiet from ${quietHours.from} to ${quietHours.to}`;
    const line: Line = {
      verb: 'notices.change',
      entity: 'app',
      id: 'notices',
      summary,
      inverse: { verb: 'notices.change', settings: readNoticeSettings(db) },
    };
    commit(null, line, () => writeNoticeSettings(db, settings));
    return settings;
  };

  return {
    rules: (id: EnvironmentId): readonly Rule[] => service.rules(needEnvironment(id).id),
    saveRule,
    removeRule,
    missing,
    addMissing,
    silences: (id: EnvironmentId): readonly Silence[] => listSilences(db, needEnvironment(id).id, clock.now()),
    silence,
    unsilence,
    maintenance: (id: EnvironmentId) => {
      const now = clock.now();
      return listMaintenance(db, needEnvironment(id).id).map((window) => ({
        ...window,
        active: maintenanceAt(window.schedule, now, cronStarts) !== null,
        next: nextMaintenance(window.schedule, now, cronStarts),
      }));
    },
    saveMaintenance,
    removeMaintenance,
    noticeSettings: (): NoticeSettings => readNoticeSettings(db),
    saveNoticeSettings,
    needEnvironment,
  };
};
