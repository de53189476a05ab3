import type { AccessLogFormat, FormatPart } from './accessLogFormat.ts';
import { variableLook } from './accessLogVariables.ts';
import { readEpochTime, readIsoTime, readLocalTime } from './logTime.ts';
import { readNginxEscapes } from './nginxEscapes.ts';

/** One request, as the access log tells it. */
export interface AccessLine {
  /** Milliseconds since 1970 by the server's clock; null when the format has no time. */
  readonly at: number | null;
  /** Null: what was sent was no request. */
  readonly method: string | null;
  readonly path: string | null;
  readonly status: number;
  readonly bytes: number | null;
  /** Milliseconds; null where the log does not say. */
  readonly requestMs: number | null;
}

/** Longer paths say nothing more. */
const LONGEST_PATH = 2_000;
/** So many ways to part a line are tried; an honest line needs one. */
const MOST_TRIES = 64;

/** Reads a line by its format; null when it does not fit. Takes time in proportion to the line, whatever is in it. */
export const readAccessLine = (format: AccessLogFormat, line: string): AccessLine | null => {
  const values = takeApart(format.parts, line);
  const status = Number(values?.get('status'));
  if (values === null || !Number.isInteger(status)) return null;
  const text = (name: string): string | null => {
    const value = values.get(name);
    return value === undefined || value === '-' || value === '' ? null : readNginxEscapes(value);
  };
  const number = (name: string): number | null => {
    const value = text(name);
    return value === null ? null : Number(value);
  };
  const seconds = number('request_time');
  return {
    at: timeOf(text),
    ...requestOf(text),
    status,
    bytes: number('body_bytes_sent') ?? number('bytes_sent'),
    requestMs: seconds === null ? null : Math.round(seconds * 1000),
  };
};

type Text = (name: string) => string | null;

const timeOf = (text: Text): number | null => {
  const [local, iso, epoch] = [text('time_local'), text('time_iso8601'), text('msec')];
  if (epoch !== null) return readEpochTime(epoch);
  if (iso !== null) return readIsoTime(iso);
  return local === null ? null : readLocalTime(local);
};

/** RFC 9112, 3: method, target and version; what a scanner sends may be anything. */
const requestOf = (text: Text): Pick<AccessLine, 'method' | 'path'> => {
  const request = text('request');
  const [, method, target] = /^([A-Z][A-Z-]{0,19}) (\S+)(?: HTTP\/\d(?:\.\d)?)?$/.exec(request ?? '') ?? [];
  if (method !== undefined && target !== undefined) return { method, path: target.slice(0, LONGEST_PATH) };
  const path = text('request_uri') ?? text('uri');
  const named = text('request_method');
  return path === null ? { method: null, path: null } : { method: named ?? 'GET', path: path.slice(0, LONGEST_PATH) };
};

/** Each variable ends where the text behind it begins; where several places do, the first one that lets the rest fit. */
const takeApart = (parts: readonly FormatPart[], line: string): ReadonlyMap<string, string> | null => {
  const values = new Map<string, string>();
  let tries = 0;

  const fits = (index: number, from: number): boolean => {
    const part = parts[index];
    if (part === undefined) return from === line.length;
    if ('text' in part) return line.startsWith(part.text, from) && fits(index + 1, from + part.text.length);
    const keep = (to: number): boolean => {
      if (!fits(index + 1, to)) return false;
      values.set(part.variable, line.slice(from, to));
      return true;
    };
    const look = variableLook(part.variable);
    if (look !== null) {
      look.lastIndex = from;
      const found = look.exec(line);
      return found !== null && keep(from + found[0].length);
    }
    const next = parts[index + 1];
    if (next === undefined) return keep(line.length);
    if (!('text' in next)) return false;
    for (let to = ending(line, next.text, from); to >= 0; to = ending(line, next.text, to + 1)) {
      tries += 1;
      if (tries > MOST_TRIES) return false;
      if (keep(to)) return true;
    }
    return false;
  };
  return fits(0, 0) ? values : null;
};

/** Where `text` is next; a quote behind a backslash is none (`escape=json`). */
const ending = (line: string, text: string, from: number): number => {
  let at = line.indexOf(text, from);
  while (at > 0 && text.startsWith('"') && escaped(line, at, from)) at = line.indexOf(text, at + 1);
  return at;
};

const escaped = (line: string, at: number, from: number): boolean => {
  let slashes = 0;
  while (at - slashes - 1 >= from && line[at - slashes - 1] === '\\') slashes += 1;
  return slashes % 2 === 1;
};
