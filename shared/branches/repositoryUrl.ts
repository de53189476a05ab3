import { z } from 'zod';

const SCHEME = /^(https|ssh|git|file):\/\/[^\s]+$/i;
/** `[user@]host:path`, as scp writes it; a Windows drive is no host. */
const SCP = /^(?:[\w.-]+@)?[A-Za-z0-9][\w.-]+:(?!\/\/)[^\s:]+$/;

/** Why an address is refused; null when git may be given it.
 *
 * Only addresses whose transports start nothing of the repository's choosing. A password in an address would lie in a file and in messages. */
export const refusesUrl = (url: string): string | null => {
  if (/[\p{Cc}\s]/u.test(url)) return 'must not hold spaces or control characters';
  if (url.startsWith('-')) return 'must not begin with “-”';
  if (/^[a-z][a-z0-9+.-]*:\/\/[^/@]*:[^/@]*@/i.test(url))
    return 'must not hold a password: store a token below instead';
  if (/^[a-z][a-z0-9+.-]*:\/\/(?:[^/@]*@)?-/i.test(url)) return 'names a host that begins with “-”';
  if (SCHEME.test(url) || SCP.test(url)) return null;
  return 'must be an https, ssh, git or file address, or user@host:path';
};

export const RepositoryUrl = z
  .string()
  .trim()
  .min(1)
  .max(2000)
  .superRefine((url, context) => {
    const why = refusesUrl(url);
    if (why !== null) context.addIssue({ code: 'custom', message: why });
  });

/** The web server of an https address, with its scheme; null for any other. */
export const httpsOrigin = (url: string): string | null => {
  const host = /^https:\/\/(?:[^/@]*@)?([A-Za-z0-9.\-[\]:]+)(?:\/|$)/i.exec(url)?.[1];
  return host === undefined ? null : `https://${host.toLowerCase()}`;
};
