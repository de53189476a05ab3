import { localPath } from './localPath.ts';

/** The path an `IdentityFile` of ~/.ssh/config means: `~`, `%d` (home folder), `%h` (host), `%r` (user) and `%%` replaced. */
export const identityPath = (
  written: string,
  { host, user, homeDir }: { readonly host: string; readonly user: string | null; readonly homeDir: string },
): string => {
  const tokens: Readonly<Record<string, string | null>> = { d: homeDir, h: host, r: user, '%': '%' };
  return localPath(
    written.replace(/%(.)/g, (all, token: string) => tokens[token] ?? all),
    homeDir,
  );
};
