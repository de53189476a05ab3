import type { EnvironmentSettings } from '../projects/environment.ts';

/** FNV-1a, 64 bit: spreads names, protects nothing. */
const fnv1a = (text: string): bigint =>
  [...text].reduce(
    (hash, character) => BigInt.asUintN(64, (hash ^ BigInt(character.codePointAt(0) ?? 0)) * 0x100000001b3n),
    0xcbf29ce484222325n,
  );

/** The name under which a target keeps an application's lock: the same on every machine that deploys it.
 *
 * Made of what the deploy changes there, the unit and the app folder, so that two environments of two people that mean the same app cannot
 * run at once. Letters, digits, `.`, `_` and `-` only. */
export const runnerAppId = ({ unit, appPath }: Pick<EnvironmentSettings, 'unit' | 'appPath'>): string => {
  const name = unit.replace(/\.service$/, '');
  const path = appPath.replace(/\/+/g, '/').replace(/(.)\/$/, '$1');
  const readable =
    name
      .replace(/[^A-Za-z0-9._-]+/g, '-')
      .replace(/^[^A-Za-z0-9]+/, '')
      .slice(0, 60) || 'app';
  return `${readable}-${fnv1a(`${name}\n${path}`).toString(36)}`;
};
