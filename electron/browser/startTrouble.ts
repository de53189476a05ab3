/** Why Pitwall did not start, in one line: what happened and, where the error knows it, what to do. Never a stack. */
export const startTrouble = (error: unknown): string => {
  const message = error instanceof Error ? error.message : String(error);
  const act = actOf(error);
  return `${message}${act === null || message.includes(act) ? '' : ` ${act}`}`.replaceAll(/\s*\n\s*/g, ' ');
};

/** Errors of the database carry their advice beside them, failures of the API within their data. */
const actOf = (error: unknown): string | null => {
  if (typeof error !== 'object' || error === null) return null;
  if ('act' in error && typeof error.act === 'string') return error.act;
  return 'data' in error ? actOf(error.data) : null;
};
