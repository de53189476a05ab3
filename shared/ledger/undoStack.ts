/** An act of planning as the ledger has it. */
export interface RecordedAct {
  readonly sequence: number;
  readonly verb: string;
  readonly summary: string;
  /** The act at the beginning of a row of undos and redos; its own sequence for an act of its own. */
  readonly origin: number;
  /** False for what cannot be taken back, such as closing a sprint. */
  readonly undoable: boolean;
}

export const UNDO = 'undo';
export const REDO = 'redo';

export interface UndoStack {
  /** The entry whose changes an undo takes back. */
  readonly undo: RecordedAct | null;
  /** The undo that a redo takes back. */
  readonly redo: RecordedAct | null;
}

/** What undo and redo would take back, from the acts of one user, newest first.
 *
 * The newest entry of a row says how the row stands: an undo means undone, anything else done. Undo takes the newest row that is done. Redo
 * takes the last undo, and only while nothing new was done since: a new act forgets what could be redone, as in every editor. */
export const undoStack = (newestFirst: Iterable<RecordedAct>): UndoStack => {
  const seen = new Set<number>();
  let undo: RecordedAct | null = null;
  let redo: RecordedAct | null = null;
  let redoOpen = true;
  for (const act of newestFirst) {
    const known = seen.has(act.origin);
    seen.add(act.origin);
    if (act.verb !== UNDO && act.verb !== REDO) redoOpen = false;
    if (known) continue;
    if (act.verb === UNDO) {
      if (redoOpen) redo ??= act;
    } else undo ??= act;
    if (undo !== null && !redoOpen) break;
    if (undo !== null && redo !== null) break;
  }
  return { undo, redo };
};
