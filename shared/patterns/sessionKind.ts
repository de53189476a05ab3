import type { ImportedNames } from './python/importedNames.ts';

/** What a name of SQLAlchemy or SQLModel stands for. */
export type SessionKind =
  | 'sync session'
  | 'async session'
  | 'sync factory'
  | 'async factory'
  | 'sync engine'
  | 'async engine'
  | 'sync connection'
  | 'async connection';

/** The classes and functions that our rules know, by the last part of their name; each is looked for in the modules that give it. */
export type SqlName =
  | 'Session'
  | 'AsyncSession'
  | 'sessionmaker'
  | 'async_sessionmaker'
  | 'scoped_session'
  | 'async_scoped_session'
  | 'create_engine'
  | 'create_async_engine'
  | 'Engine'
  | 'AsyncEngine'
  | 'Connection'
  | 'AsyncConnection';

const homes: Readonly<Record<SqlName, RegExp>> = {
  Session: /^(sqlalchemy\.orm(\.session)?|sqlmodel(\.orm\.session)?)$/,
  AsyncSession: /^(sqlalchemy\.ext\.asyncio(\.session)?|sqlmodel\.ext\.asyncio\.session)$/,
  sessionmaker: /^sqlalchemy\.orm(\.session)?$/,
  async_sessionmaker: /^sqlalchemy\.ext\.asyncio(\.session)?$/,
  scoped_session: /^sqlalchemy\.orm(\.scoping)?$/,
  async_scoped_session: /^sqlalchemy\.ext\.asyncio(\.scoping)?$/,
  create_engine: /^(sqlalchemy(\.engine(\.create)?)?|sqlmodel)$/,
  create_async_engine: /^sqlalchemy\.ext\.asyncio(\.engine)?$/,
  Engine: /^(sqlalchemy(\.engine(\.base)?)?)$/,
  AsyncEngine: /^sqlalchemy\.ext\.asyncio(\.engine)?$/,
  Connection: /^sqlalchemy(\.engine(\.base)?)?$/,
  AsyncConnection: /^sqlalchemy\.ext\.asyncio(\.engine)?$/,
};

const isSqlName = (name: string): name is SqlName => Object.hasOwn(homes, name);

/** The class or function of SQLAlchemy or SQLModel that a dotted name stands for in a file; null when it is none of them.
 *
 * A name of the project's own modules is none, however it is called: only what the file itself shows counts. */
export const sqlNameOf = (dotted: readonly string[], { names, starred }: ImportedNames): SqlName | null => {
  const [first, ...rest] = dotted;
  if (first === undefined) return null;
  const whole = names.get(first);
  if (whole === undefined) {
    const only = rest.length === 0 && isSqlName(first) ? first : null;
    return only !== null && starred.some((module) => homes[only].test(module)) ? only : null;
  }
  const parts = [...whole.split('.'), ...rest];
  const last = parts.pop() ?? '';
  return isSqlName(last) && homes[last].test(parts.join('.')) ? last : null;
};

/** The kind that a value annotated with the class has. */
export const kindOfAnnotation = (name: SqlName): SessionKind | null => {
  switch (name) {
    case 'Session':
    case 'scoped_session':
      return 'sync session';
    case 'AsyncSession':
    case 'async_scoped_session':
      return 'async session';
    case 'sessionmaker':
      return 'sync factory';
    case 'async_sessionmaker':
      return 'async factory';
    case 'Engine':
      return 'sync engine';
    case 'AsyncEngine':
      return 'async engine';
    case 'Connection':
      return 'sync connection';
    case 'AsyncConnection':
      return 'async connection';
    case 'create_engine':
    case 'create_async_engine':
      return null;
  }
};
