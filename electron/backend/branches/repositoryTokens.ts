import { httpsOrigin } from '../../../shared/branches/repositoryUrl.ts';
import type { ProjectId } from '../../../shared/ids.ts';
import type { GitConfig } from '../git/gitEnvironment.ts';

export type TokenKind = 'https' | 'github';

/** The name of a project's token in the vault. */
export const tokenName = (project: ProjectId, kind: TokenKind): string => `repository:${project}:${kind}`;

/** git's configuration that signs in at the web server of an https address by a token, and nowhere else: it goes to no other host, also when the server
 * sends git elsewhere. It travels in the environment of the process, which only its own user can read. */
export const tokenConfig = (url: string, token: string | null): GitConfig => {
  const origin = httpsOrigin(url);
  if (origin === null || token === null) return [];
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  return [
    [`http.${origin}/.extraHeader`, `Authorization: Basic ${basic}`],
    [`http.${origin}/.followRedirects`, 'false'],
    // Else a helper of the user's would be asked first and might remember our token.
    ['credential.helper', ''],
  ];
};
