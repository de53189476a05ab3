import { fitsPatternList } from './fitsPattern.ts';

/** One key line of a known_hosts file, sshd(8). */
export interface KnownHostLine {
  readonly marker: 'revoked' | 'cert-authority' | null;
  readonly names:
    | { readonly kind: 'patterns'; readonly patterns: readonly string[] }
    /** `HashKnownHosts yes`: HMAC-SHA1 of the name under the salt, both base64. */
    | { readonly kind: 'hashed'; readonly salt: string; readonly hash: string };
  readonly type: string;
  /** Base64 without its padding, so that equal keys are equal strings. */
  readonly key: string;
  /** Counted from 1. */
  readonly line: number;
}

/** Reads a known_hosts file; a line that is no key line is left out. Never throws. */
export const readKnownHostsText = (text: string): readonly KnownHostLine[] =>
  text.split(/\r\n|\n/).flatMap((raw, index) => {
    const fields = raw.trim().split(/\s+/);
    const marker = fields[0]?.startsWith('@') === true ? (fields.shift() ?? '').slice(1) : null;
    const [names, type, key] = fields;
    if (marker !== null && marker !== 'revoked' && marker !== 'cert-authority') return [];
    if (names === undefined || names.startsWith('#') || type === undefined || key === undefined) return [];
    if (!/^[A-Za-z0-9+/]+={0,2}$/.test(key)) return [];
    const hashed = /^\|1\|([A-Za-z0-9+/=]+)\|([A-Za-z0-9+/=]+)$/.exec(names);
    if (hashed === null && names.startsWith('|')) return [];
    return [
      {
        marker,
        names:
          hashed === null
            ? { kind: 'patterns', patterns: names.split(',').filter((name) => name !== '') }
            : { kind: 'hashed', salt: hashed[1] ?? '', hash: hashed[2] ?? '' },
        type,
        key: unpadded(key),
        line: index + 1,
      },
    ];
  });

/** Base64 without its padding. */
export const unpadded = (base64: string): string => base64.replace(/=+$/, '');

/** The name under which ssh(1) keeps a host: the port is part of it unless it is 22. */
export const knownHostName = (host: string, port: number): string =>
  port === 22 ? host.toLowerCase() : `[${host.toLowerCase()}]:${port}`;

/** Whether a line speaks of `name`; `hashOf` is HMAC-SHA1 in base64. */
export const speaksOf = (
  { names }: KnownHostLine,
  name: string,
  hashOf: (saltBase64: string, text: string) => string,
): boolean =>
  names.kind === 'hashed' ? hashOf(names.salt, name) === names.hash : fitsPatternList(names.patterns, name);
