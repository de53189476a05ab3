import { quietText } from './quietText.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const NUMBER = /^-?\d+([.,_-]\d+)*$/;
/** Eight digits of a hash, with at least one figure: `deadbeef` may be a word. */
const HEXADECIMAL = /^(?=.*\d)[0-9a-f]{8,}$/i;
const TOKEN = /^(?=.*\d)[\w~.-]{25,}$/;

const MOST_PARTS = 8;
const LONGEST = 120;

/** What requests have in common whose paths differ by identifiers only: no query, and `:id` for numbers, UUIDs, hashes and tokens. */
export const routeOf = (path: string): string => {
  const [bare = ''] = quietText(path)
    .replaceAll(/\s/g, ' ')
    .replace(/^[a-z]+:\/\/[^/]*/i, '')
    .split(/[?#;]/, 1);
  const parts = bare.split('/').filter((part) => part !== '');
  const named = parts.slice(0, MOST_PARTS).map((part) => (isIdentifier(part) ? ':id' : part));
  const route = `/${named.join('/')}${parts.length > MOST_PARTS ? '/…' : ''}`;
  return route.length > LONGEST ? `${route.slice(0, LONGEST)}…` : route;
};

const isIdentifier = (part: string): boolean =>
  part === ':id' || NUMBER.test(part) || UUID.test(part) || HEXADECIMAL.test(part) || TOKEN.test(part);
