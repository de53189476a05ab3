/** Whether SQLite says that its file is not what it wrote. */
export const isDamage = (error: unknown): boolean => {
  const { code } = (typeof error === 'object' && error !== null ? error : {}) as { code?: unknown };
  return typeof code === 'string' && (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB');
};
