import { itemsOf, type PlanningKind, type PlanningRows } from '../../../shared/backlog/planningRows.ts';
import { Failure } from '../../../shared/errors.ts';
import type { ProjectId, WindowId } from '../../../shared/ids.ts';
import type { UndoState } from '../../../shared/ledger/contract.ts';
import type { UndoScope } from '../../../shared/ledger/undoScope.ts';
import { REDO, type RecordedAct, UNDO, undoStack } from '../../../shared/ledger/undoStack.ts';
import type { Entity } from '../../../shared/live/contract.ts';
import type { Clock } from '../clock.ts';
import type { ActTables, Stamp } from './actTable.ts';
import { createChangeLog, sameValue } from './changeLog.ts';
import { actsOf, appendAct, changesOf, nextSequence, type RecordedChange } from './changeTable.ts';
import type { Database } from './database.ts';
import { undoConflicts } from './undoConflicts.ts';

/** A line of the ledger about an act. */
export interface Act {
  /** e.g. `item.move`. */
  readonly verb: string;
  readonly entity: PlanningKind;
  readonly id: string;
  /** One sentence in the imperative: "Move TR-12 to the top". */
  readonly summary: string;
  /** False for what must never be taken back; true unless told. */
  readonly undoable?: boolean;
}

/** Changes rows inside an act; everything it does is recorded. */
export interface Edit {
  readonly stamp: Stamp;
  readonly read: <Kind extends PlanningKind>(kind: Kind, id: string) => PlanningRows[Kind] | null;
  readonly insert: <Kind extends PlanningKind>(kind: Kind, row: PlanningRows[Kind]) => void;
  /** Sets fields of a row that is there; gives the row as it is then. Fields that stay the same are no change. */
  readonly update: <Kind extends PlanningKind>(
    kind: Kind,
    id: string,
    fields: Partial<PlanningRows[Kind]>,
  ) => PlanningRows[Kind];
  readonly remove: (kind: PlanningKind, id: string) => void;
}

export interface ActsDeps {
  readonly db: Database;
  readonly tables: ActTables;
  readonly clock: Pick<Clock, 'now'>;
  /** Who acts: `user@machine`. */
  readonly actor: string;
  /** Acts from before this instant may be taken back by any window. */
  readonly startedAt: number;
  readonly publish: (entity: Entity, id: string | null) => void;
  /** Called inside the transaction, after the changes and before they count: what must always follow from them. */
  readonly afterChanges: (changes: readonly RecordedChange[], stamp: Stamp) => void;
}

interface UndoBy {
  readonly project: ProjectId;
  readonly window: WindowId;
  /** Planning, unless told. */
  readonly scope?: UndoScope;
}

type Commit = <Result>(
  by: { readonly project: ProjectId; readonly window: WindowId },
  work: (edit: Edit) => { readonly result: Result; readonly act: Act | null },
) => Result;

/** More changes of one kind than this are told as "all of that kind": a page reads what changed anyway. */
const TOLD_ONE_BY_ONE = 50;

/** The one way in which planning, and the rules about alerts, change.
 *
 * An act is one transaction: it changes rows, and its line in the ledger holds every change, so that it can be taken back, also after a
 * restart. An undo is an act like any other; the ledger is never rewritten. */
export const createActs = (deps: ActsDeps) => {
  const { db, clock, actor, startedAt, publish } = deps;
  const tables = deps.tables as { readonly [Kind in PlanningKind]: ActTables[PlanningKind] };

  const recorder = (stamp: Stamp) => {
    const log = createChangeLog();
    const edit: Edit = {
      stamp,
      read: (kind, id) => tables[kind].read(id) as never,
      insert: (kind, row) => {
        tables[kind].insert(row as never, stamp);
        log.add({ entity: kind, id: row.id, kind: 'insert', before: null, after: { ...row } });
      },
      update: (kind, id, fields) => {
        const old = tables[kind].read(id);
        if (old === null) throw new Error(`there is no ${kind} ${id} to change`);
        const wanted = { ...old, ...fields };
        const names = Object.keys(fields).filter((name) => !sameValue(old[name as never], wanted[name as never]));
        if (names.length === 0) return old as never;
        tables[kind].update(wanted as never, stamp, names as never);
        log.add({
          entity: kind,
          id,
          kind: 'update',
          before: pick(old, names),
          after: pick(wanted, names),
        });
        return wanted as never;
      },
      remove: (kind, id) => {
        const old = tables[kind].read(id);
        if (old === null) throw new Error(`there is no ${kind} ${id} to remove`);
        tables[kind].remove(old as never, stamp);
        log.add({ entity: kind, id, kind: 'remove', before: { ...old }, after: null });
      },
    };
    return { edit, log };
  };

  /** Runs the work and writes its act, in one transaction; tells the pages afterwards. */
  const record = <Result>(
    { project, window }: { readonly project: ProjectId; readonly window: WindowId },
    work: (edit: Edit) => { readonly result: Result; readonly act: Act | null; readonly takesBack?: RecordedAct },
  ): Result => {
    const { result, changes } = db
      .transaction(() => {
        const stamp = { at: clock.now(), sequence: nextSequence(db) };
        const { edit, log } = recorder(stamp);
        const { result, act, takesBack } = work(edit);
        const changes = log.changes();
        if (act === null || (changes.length === 0 && takesBack === undefined)) {
          if (changes.length > 0) throw new Error('changes without an act would have no history');
          return { result, changes };
        }
        deps.afterChanges(changes, stamp);
        appendAct(
          db,
          {
            ...stamp,
            actor,
            verb: act.verb,
            entity: act.entity,
            entityId: act.id,
            projectId: project,
            summary: act.summary,
            window,
            reverts: takesBack?.sequence ?? null,
            origin: takesBack?.origin ?? stamp.sequence,
            undoable: act.undoable ?? true,
          },
          changes,
        );
        return { result, changes };
      })
      .immediate();
    tell(changes);
    return result;
  };

  const tell = (changes: readonly RecordedChange[]): void => {
    if (changes.length === 0) return;
    const told = new Map<Entity, Set<string>>();
    const add = (entity: Entity, id: string) => {
      const ids = told.get(entity) ?? new Set();
      told.set(entity, ids.add(id));
    };
    for (const { entity, id, before, after } of changes) {
      if (entity === 'comment' || entity === 'link') {
        const row = after !== null && before === null ? after : (tables[entity].read(id) ?? before);
        for (const item of itemsOf(entity, row as never)) add('item', item);
      } else add(entity, id);
    }
    for (const [entity, ids] of told) {
      if (ids.size > TOLD_ONE_BY_ONE) publish(entity, null);
      else for (const id of ids) publish(entity, id);
    }
    publish('ledger', null);
  };

  const objectionsTo = (changes: readonly RecordedChange[]): readonly string[] =>
    changes.flatMap(
      ({ entity, id, before, after }) =>
        tables[entity].objections?.(id as never, Object.keys(before ?? after ?? {}) as never) ?? [],
    );

  const settle = (edit: Edit, kind: PlanningKind, id: string): void => {
    const row = tables[kind].read(id);
    const fields = row === null ? null : (tables[kind].settle?.(row as never) ?? null);
    if (fields !== null) edit.update(kind, id, fields as never);
  };

  const stackOf = ({ scope = 'planning', ...by }: UndoBy) => undoStack(actsOf(db, { ...by, scope, startedAt }));

  const takeBack = (by: UndoBy, verb: typeof UNDO | typeof REDO): { readonly summary: string } => {
    try {
      return takeBackUnlessChanged(by, verb);
    } catch (error) {
      // What came since may lean on a row that would go, or have what only one may have.
      if (!String((error as { code?: unknown }).code).startsWith('SQLITE_CONSTRAINT')) throw error;
      throw new Failure('CONFLICT', 'This was not taken back: what was done since depends on it.', {
        act: 'Look at what stands there now, and change it by hand if you still want to.',
        changes: ['Something that came since refers to it, or has taken its place.'],
      });
    }
  };

  const takeBackUnlessChanged = (by: UndoBy, verb: typeof UNDO | typeof REDO): { readonly summary: string } =>
    record(by, (edit) => {
      const stack = stackOf(by);
      const target = verb === UNDO ? stack.undo : stack.redo;
      if (target === null)
        throw new Failure('REFUSED', `There is nothing to ${verb}.`, {
          act: `${by.scope === 'rules' ? 'Changes of rules' : 'Acts of planning'} in this window stand here.`,
        });
      const original = target.origin === target.sequence ? target : summaryAt(db, target);
      if (!target.undoable)
        throw new Failure('REFUSED', `“${original.summary}” cannot be taken back.`, {
          act: 'What was done before it stays as it is, too.',
        });
      const changes = changesOf(db, target.sequence);
      refuseConflicts(original.summary, undoConflicts(deps.tables, changes));
      for (const change of inverseOrder(changes)) applyInverse(edit, change);
      for (const { entity, id, kind } of changes) if (kind !== 'insert') settle(edit, entity, id);
      refuseConflicts(original.summary, objectionsTo(changes));
      const [first] = changes;
      const summary = `${verb === UNDO ? 'Undo' : 'Redo'}: ${original.summary}`;
      return {
        result: { summary: original.summary },
        act: { verb, entity: first?.entity ?? 'item', id: first?.id ?? '', summary },
        takesBack: target,
      };
    });

  return {
    /** Runs the work in one transaction. Its act goes into the ledger with every change it made; a null act means that nothing changed. */
    commit: record as Commit,
    undo: (by: UndoBy) => takeBack(by, UNDO),
    redo: (by: UndoBy) => takeBack(by, REDO),
    state: (by: UndoBy): UndoState => {
      const { undo, redo } = stackOf(by);
      const say = (act: RecordedAct | null) => (act?.undoable === true ? summaryAt(db, act).summary : null);
      return { undo: say(undo), redo: say(redo) };
    },
  };
};

export type Acts = ReturnType<typeof createActs>;

/** Names what stands in the way of taking an act back, so that nothing of anybody else's is overwritten. */
const refuseConflicts = (summary: string, conflicts: readonly string[]): void => {
  if (conflicts.length === 0) return;
  throw new Failure('CONFLICT', `“${summary}” was not taken back: it was changed since.`, {
    act: 'Look at what stands there now, and change it by hand if you still want to.',
    changes: conflicts.slice(0, 100),
  });
};

const applyInverse = (edit: Edit, { entity, id, kind, before }: RecordedChange): void => {
  switch (kind) {
    case 'insert':
      edit.remove(entity, id);
      break;
    case 'update':
      edit.update(entity, id, (before ?? {}) as never);
      break;
    case 'remove':
      edit.insert(entity, before as never);
      break;
  }
};

const pick = (row: object, names: readonly string[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(names.map((name) => [name, row[name as never]]));

/** Changes in the order in which they are taken back. Rows go last, once nothing points to them any more, and before them what hangs on them. */
const inverseOrder = (changes: readonly RecordedChange[]): readonly RecordedChange[] => {
  const turn = ({ entity, kind }: RecordedChange): number =>
    kind !== 'insert' ? 0 : entity === 'comment' || entity === 'link' ? 1 : 2;
  return changes.toReversed().toSorted((one, other) => turn(one) - turn(other));
};

/** What the user did: the sentence of the act at the row's beginning. */
const summaryAt = (db: Database, act: RecordedAct): { readonly summary: string } =>
  db.prepare<[number], { summary: string }>('SELECT summary FROM ledger WHERE sequence = ?').get(act.origin) ?? act;
