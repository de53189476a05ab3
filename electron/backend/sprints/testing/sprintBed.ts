import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import type { ItemPatch, NewItem } from '../../../../shared/backlog/contract.ts';
import type { Item } from '../../../../shared/backlog/item.ts';
import type { PlanningSettings } from '../../../../shared/backlog/planningSettings.ts';
import { addDays, type CalendarDate, daysBetween } from '../../../../shared/calendarDate.ts';
import { type ItemId, type SprintId, WindowId } from '../../../../shared/ids.ts';
import type { Sprint, SprintSettings } from '../../../../shared/sprints/sprint.ts';
import { sprintMemberOf } from '../../../../shared/sprints/sprintTeam.ts';
import type { Member, MemberSettings } from '../../../../shared/team/member.ts';
import { createBackend } from '../../backend.ts';
import { databaseFolder } from '../../db/testing/databaseFolder.ts';
import type { Vault } from '../../vault.ts';

const HOUR = 3_600_000;

const noVault: Vault = {
  protection: { kind: 'memory', explanation: 'Nothing is kept.' },
  get: () => null,
  set: () => {},
  delete: () => {},
  names: () => [],
};

/** The whole backend on a data folder of its own with one project, as a page has it. It is noon of Monday, 2 February 2026, in UTC. */
export const sprintBed = async () => {
  const folder = databaseFolder();
  const { clock } = folder;
  clock.move(Date.UTC(2026, 1, 2, 12) - clock.now());
  const start = () =>
    createBackend({
      dataDir: folder.dir,
      resourcesDir: join(import.meta.dirname, '../../../../resources'),
      vault: noVault,
      notifier: { notify: () => {}, showOpenAlerts: () => {} },
      clock,
      log: folder.log,
      shell: 'browser',
      version: '0.0.0',
      homeDir: folder.dir,
      env: {},
    });
  let backend = await start();
  const { id: project } = await backend.client.projects.create({ name: 'Sample', key: 'SA', description: '' });
  const window = WindowId.parse(randomUUID());

  const bed = {
    clock,
    project,
    window,
    otherWindow: WindowId.parse(randomUUID()),
    /** Of the backend that runs now. */
    get client() {
      return backend.client;
    },
    restart: async (): Promise<void> => {
      await backend.dispose();
      clock.move(HOUR);
      backend = await start();
    },
    /** The same hour of another day. */
    goTo: (day: string): void => {
      const today = new Date(clock.now()).toISOString().slice(0, 10) as CalendarDate;
      clock.move(daysBetween(today, day as CalendarDate) * 24 * HOUR);
    },
    saveSettings: async (fields: Partial<PlanningSettings>): Promise<void> => {
      const settings = await backend.client.backlog.settings({ project });
      await backend.client.backlog.saveSettings({ window, project, settings: { ...settings, ...fields } });
    },
    addMember: (name: string, fields: Partial<MemberSettings> = {}): Promise<Member> =>
      backend.client.team.create({
        window,
        project,
        settings: {
          name,
          email: null,
          workingDays: [1, 2, 3, 4, 5],
          focusFactor: 0.8,
          perDay: 1,
          active: true,
          ...fields,
        },
      }),
    /** A planned sprint of two weeks from a Monday on, with these members as they are. */
    addSprint: (
      name: string,
      first: string,
      { team = [], ...fields }: Partial<SprintSettings> & { readonly team?: readonly Member[] } = {},
    ): Promise<Sprint> =>
      backend.client.sprints.create({
        window,
        project,
        settings: {
          name,
          start: first as CalendarDate,
          end: addDays(first as CalendarDate, 13),
          goals: [],
          members: team.map(sprintMemberOf),
          teamDaysOff: [],
          ...fields,
        },
      }),
    addItem: (title: string, fields: Partial<NewItem> = {}): Promise<Item> =>
      backend.client.backlog.create({ window, project, item: { kind: 'feature', title, ...fields }, place: 'bottom' }),
    /** What an alert has opened. */
    addAlertItem: async (title: string, fields: Partial<NewItem> = {}): Promise<Item> => {
      const item = await bed.addItem(title, { kind: 'bug', ...fields });
      bed.sql(`UPDATE item SET source_system = 'alert', source_id = '${item.id}' WHERE id = '${item.id}'`);
      return item;
    },
    edit: (item: { readonly id: ItemId }, patch: ItemPatch): Promise<readonly Item[]> =>
      backend.client.backlog.edit({ window, items: [item.id], patch }),
    /** Moves an item to a status of the default workflow. */
    move: (item: { readonly id: ItemId }, status: string): Promise<readonly Item[]> =>
      bed.edit(item, { status: status as Item['status'], statusReason: 'As the sample says' }),
    item: async ({ id }: { readonly id: ItemId }): Promise<Item> => {
      const { items } = await backend.client.backlog.list({ project, since: null });
      const found = items.find((each) => each.id === id);
      if (found === undefined) throw new Error('the item is gone');
      return found;
    },
    sprint: async ({ id }: { readonly id: SprintId }): Promise<Sprint> => {
      const found = (await backend.client.sprints.list({ project })).find((each) => each.id === id);
      if (found === undefined) throw new Error('the sprint is gone');
      return found;
    },
    startIt: (sprint: { readonly id: SprintId }, overCommitted = false): Promise<Sprint> =>
      backend.client.sprints.start({ window, sprint: sprint.id, overCommitted }),
    /** Closes it; what is unfinished goes back to the backlog unless it is said where else, every goal was met. */
    closeIt: async (
      { id }: { readonly id: SprintId },
      to: Parameters<typeof backend.client.sprints.close>[0]['destinations'][number]['to'] = 'backlog',
    ): Promise<Sprint> => {
      const { items } = await backend.client.backlog.list({ project, since: null });
      const { goals } = await bed.sprint({ id });
      return backend.client.sprints.close({
        window,
        sprint: id,
        destinations: items.filter(({ sprint }) => sprint === id).map(({ id: item }) => ({ item, to })),
        verdicts: goals.map(({ id: goal }) => ({ goal, verdict: 'met' as const })),
      });
    },
    /** `[scope, completed]` of each point of a sprint. */
    points: async ({ id }: { readonly id: SprintId }): Promise<readonly (readonly [number, number])[]> =>
      (await backend.client.sprints.progress({ sprint: id })).map(
        ({ scope, completed }) => [scope, completed] as const,
      ),
    undo: () => backend.client.ledger.undo({ window, project }),
    redo: () => backend.client.ledger.redo({ window, project }),
    /** What was done, newest first. */
    done: async (): Promise<readonly string[]> =>
      (await backend.client.ledger.list({ project, before: null, limit: 500 })).entries.map(({ summary }) => summary),
    /** Writes to the database behind the backend's back, as no part of Pitwall may. */
    sql: (text: string): void => {
      const db = new BetterSqlite3(folder.path);
      try {
        db.exec(text);
      } finally {
        db.close();
      }
    },
    remove: async (): Promise<void> => {
      await backend.dispose();
      folder.remove();
    },
  };
  return bed;
};

export type SprintBed = Awaited<ReturnType<typeof sprintBed>>;
