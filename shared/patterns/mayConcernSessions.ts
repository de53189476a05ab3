/** Whether a Python text may hold anything for the database rules: a module or a name by which `asyncSessionFindings` begins.
 *
 * Most files of a project hold none, and reading a file by the grammar costs twice what Ruff costs. Errs towards true: a word in a comment is
 * enough. */
export const mayConcernSessions = (text: string): boolean =>
  /sqlalchemy|sqlmodel|Session|get_(?:async_)?(?:db|session)|DbDep/.test(text);
