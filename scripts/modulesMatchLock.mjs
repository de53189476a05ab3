/** Whether node_modules holds what package-lock.json names, by the lists that npm keeps of both.
 *
 * npm writes `node_modules/.package-lock.json` last, so a list that fits means an installation that was finished, by whichever command.
 * Packages that are optional (those of other systems) may be missing. */
export const modulesMatchLock = (lock, installed) =>
  Object.entries(lock.packages ?? {}).every(([path, wanted]) => {
    if (path === '') return true;
    const found = installed?.packages?.[path];
    return found === undefined ? wanted.optional === true : found.version === wanted.version;
  });
