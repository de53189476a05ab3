import type { ProjectId } from '../../shared/ids.ts';

/** What a feature keeps of a project, for when the project is deleted. Its rows need no word here: they go with the project's row. */
export interface KeptOfProject {
  /** One line each: "3 QA runs with their answers". Nothing is said of what there is none of. */
  readonly inWords: (project: ProjectId) => readonly string[] | Promise<readonly string[]>;
  /** What goes on and keeps the project from being deleted, such as "the tests of 4f2a9c1"; null: nothing. */
  readonly goingOn: (project: ProjectId) => string | null;
  /** Called in the open transaction, before the rows are gone; what it returns removes what is no row, afterwards. */
  readonly remove: (project: ProjectId) => () => void;
}

/** `1 change`, `12 changes`; nothing when there is none. `rest` stands behind both. */
export const countedInWords = (count: number, one: string, rest = ''): readonly string[] =>
  count === 0 ? [] : [`${count.toLocaleString('en-GB')} ${one}${count === 1 ? '' : 's'}${rest}`];
