import { randomUUID } from 'node:crypto';
import { createRouterClient } from '@orpc/server';
import type { NewItem, Place } from '../../../../shared/backlog/contract.ts';
import type { Item } from '../../../../shared/backlog/item.ts';
import { addDays, type CalendarDate } from '../../../../shared/calendarDate.ts';
import { type MemberId, ProjectId, type SprintId, WindowId } from '../../../../shared/ids.ts';
import type { Sprint } from '../../../../shared/sprints/sprint.ts';
import { createRuleActTable } from '../../alerts/ruleActTable.ts';
import { createApiInterceptor } from '../../apiErrors.ts';
import { createActs } from '../../db/acts.ts';
import type { Database } from '../../db/database.ts';
import { listLedger } from '../../db/ledgerTable.ts';
import { databaseFolder } from '../../db/testing/databaseFolder.ts';
import { createLedgerHandlers } from '../../ledger/ledgerHandlers.ts';
import { getProjectKey, insertProject } from '../../projects/projectTable.ts';
import { createSprintActTable, getSprint, listSprintsOfMember } from '../../sprints/sprintTable.ts';
import { createMemberActTable, getMember, listMembers } from '../../team/memberTable.ts';
import { createBacklogHandlers } from '../backlogHandlers.ts';
import { createCommentActTable } from '../commentTable.ts';
import { createItemActTable } from '../itemActTable.ts';
import { listItemsOfMember, listItemsOfSprint, type NumberedItem } from '../itemTable.ts';
import { createLinkActTable } from '../linkTable.ts';
import { createPlanningActTable } from '../planningTable.ts';
import { createViewActTable } from '../viewTable.ts';

/** The backlog and the ledger on an open database, as one start of Pitwall has them. */
const start = (folder: ReturnType<typeof databaseFolder>) => {
  const { db } = folder.open();
  const published: string[] = [];
  const surroundings = {
    keyOf: (id: ProjectId) => getProjectKey(db, id),
    memberOf: (id: MemberId) => getMember(db, id),
    sprintOf: (id: SprintId) => getSprint(db, id),
    timeZone: 'Europe/Paris',
  };
  const namesOf = (items: readonly NumberedItem[]) => items.map(({ id, number }) => ({ id, name: `item ${number}` }));
  const acts = createActs({
    db,
    clock: folder.clock,
    actor: 'lead@desk',
    startedAt: folder.clock.now(),
    publish: (entity, id) => void published.push(`${entity} ${id}`),
    afterChanges: () => {},
    tables: {
      item: createItemActTable(db, surroundings),
      comment: createCommentActTable(db),
      link: createLinkActTable(db),
      view: createViewActTable(db),
      planning: createPlanningActTable(db, surroundings.timeZone),
      rule: createRuleActTable(db, () => {}),
      member: createMemberActTable(db, (id) => [...namesOf(listItemsOfMember(db, id)), ...listSprintsOfMember(db, id)]),
      sprint: createSprintActTable(
        db,
        (id) => namesOf(listItemsOfSprint(db, id)),
        (id) => listMembers(db, id),
      ),
    },
  });
  const interceptors = [createApiInterceptor(folder.log, () => 'id')];
  return {
    db,
    acts,
    published,
    /** The features as a page calls them, with their errors mapped. */
    backlog: createRouterClient(createBacklogHandlers({ ...surroundings, db, acts, actor: 'lead@desk' }), {
      interceptors,
    }),
    ledger: createRouterClient(createLedgerHandlers({ db, acts }), { interceptors }),
  };
};

const addProject = (db: Database, key: string): ProjectId => {
  const id = ProjectId.parse(randomUUID());
  insertProject(db, { id, name: `Sample ${key}`, key, description: '', practice: false, createdAt: 1 });
  return id;
};

/** Planning on a database of its own, with one project. Time stands until the clock is moved. */
export const planningBed = () => {
  const folder = databaseFolder();
  let now = start(folder);
  let projects = 1;
  let project = addProject(now.db, 'TR');
  const window = WindowId.parse(randomUUID());
  const otherWindow = WindowId.parse(randomUUID());
  const bed = {
    folder,
    get project() {
      return project;
    },
    window,
    otherWindow,
    get db() {
      return now.db;
    },
    get acts() {
      return now.acts;
    },
    get backlog() {
      return now.backlog;
    },
    get ledger() {
      return now.ledger;
    },
    get published() {
      return now.published;
    },
    addProject: (key: string) => addProject(now.db, key),
    /** Goes on in another project: cheaper than a bed of its own for each run of a property. */
    nextProject: (): void => {
      projects += 1;
      project = addProject(now.db, `P${projects}`);
    },
    /** Closes the database and starts again, a minute later. */
    restart: (): void => {
      folder.closeAll();
      folder.clock.move(60_000);
      now = start(folder);
    },
    create: (fields: Partial<NewItem> & { readonly title: string }, place: Place = 'bottom'): Promise<Item> =>
      now.backlog.create({ window, project, item: { kind: 'feature', ...fields }, place }),
    /** Everything by rank. */
    list: async (): Promise<readonly Item[]> =>
      (await now.backlog.list({ project, since: null })).items.toSorted((one, other) =>
        one.rank < other.rank ? -1 : 1,
      ),
    titles: async (): Promise<readonly string[]> => (await bed.list()).map(({ title }) => title),
    undo: () => now.ledger.undo({ window, project }),
    redo: () => now.ledger.redo({ window, project }),
    /** Newest first. */
    done: (): readonly string[] =>
      listLedger(now.db, { project, before: null, limit: 500 }).map(({ summary }) => summary),
    /** By the other window, so that it is in nobody's way. */
    addMember: (name: string, to: ProjectId = project): MemberId => {
      const id = randomUUID() as MemberId;
      const settings = { name, email: null, workingDays: [1, 2, 3, 4, 5], focusFactor: 0.8, perDay: 1, active: true };
      now.acts.commit({ project: to, window: otherWindow }, (edit) => {
        edit.insert('member', { id, projectId: to, ...settings });
        return { result: undefined, act: { verb: 'member.create', entity: 'member', id, summary: `Add ${name}` } };
      });
      return id;
    },
    addSprint: (name: string, state: Sprint['state'] = 'planned', to: ProjectId = project): SprintId => {
      const id = randomUUID() as SprintId;
      const first = '2026-02-02' as CalendarDate;
      now.acts.commit({ project: to, window: otherWindow }, (edit) => {
        edit.insert('sprint', {
          id,
          projectId: to,
          name,
          start: first,
          end: addDays(first, 13),
          goals: [],
          members: [],
          teamDaysOff: [],
          state,
          commitment: null,
          report: null,
        });
        return { result: undefined, act: { verb: 'sprint.create', entity: 'sprint', id, summary: `Plan ${name}` } };
      });
      return id;
    },
    closeSprint: (id: SprintId): void =>
      now.acts.commit({ project, window: otherWindow }, (edit) => {
        edit.update('sprint', id, { state: 'closed' });
        return {
          result: undefined,
          act: { verb: 'sprint.close', entity: 'sprint', id, summary: 'Close it', undoable: false },
        };
      }),
    remove: folder.remove,
  };
  return bed;
};

export type PlanningBed = ReturnType<typeof planningBed>;
