import type { Cell } from './importedRow.ts';

/** Objects within objects that get columns of their own: `milestone.title`. What is deeper is not read. */
const DEPTH = 3;
/** How an object in a list is called, first what fits. */
const names = ['name', 'login', 'title', 'email', 'key', 'id'] as const;

/** The cells of a JSON object by the names of their columns, in its order.
 *
 * A list of texts stays a list; a list of objects becomes their names. A Map, because a field may be called `__proto__`. */
export const flattenRecord = (record: object): ReadonlyMap<string, Cell> => {
  const cells = new Map<string, Cell>();
  flatten(record, '', 1, cells);
  return cells;
};

const flatten = (record: object, prefix: string, depth: number, cells: Map<string, Cell>): void => {
  for (const [name, value] of Object.entries(record)) {
    const column = `${prefix}${name}`;
    if (Array.isArray(value))
      cells.set(
        column,
        value.map(nameOf).filter((text) => text !== ''),
      );
    else if (typeof value !== 'object' || value === null) cells.set(column, scalar(value));
    else if (depth < DEPTH) flatten(value as object, `${column}.`, depth + 1, cells);
  }
};

const scalar = (value: unknown): string => (value === null || value === undefined ? '' : String(value));

const nameOf = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return scalar(value);
  const name = names.find((each) => Object.hasOwn(value, each));
  const said: unknown = name === undefined ? '' : Reflect.get(value, name);
  return typeof said === 'object' ? '' : scalar(said);
};
