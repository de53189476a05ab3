import { variableLook } from './accessLogVariables.ts';

/** A part of a format: text as it stands, or a variable's name. */
export type FormatPart = { readonly text: string } | { readonly variable: string };

/** A log_format that lines can be read by. */
export interface AccessLogFormat {
  readonly parts: readonly FormatPart[];
  readonly has: ReadonlySet<string>;
}

export type CompiledFormat =
  | { readonly ok: true; readonly format: AccessLogFormat; readonly notes: readonly string[] }
  | { readonly ok: false; readonly problem: string };

/** nginx's own: https://nginx.org/en/docs/http/ngx_http_log_module.html#log_format */
const COMBINED =
  '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent"';

const no = (problem: string): CompiledFormat => ({ ok: false, problem });

/** Compiles nginx's log_format: `combined`, the words between the quotes, or the whole directive. Says what does not fit, or is missed. */
export const compileAccessLogFormat = (written: string): CompiledFormat => {
  const text = formatText(written);
  const parts: readonly FormatPart[] = [...text.matchAll(/\$(?:\{(\w+)\}|(\w+))|([^$]+|\$)/g)].map(
    ([, braced, bare, literal]) =>
      ({ ...(literal === undefined ? { variable: braced ?? bare ?? '' } : { text: literal }) }) as FormatPart,
  );
  const names = parts.flatMap((part) => ('variable' in part ? [part.variable] : []));
  const has = new Set(names);
  const close = parts.findIndex((part, index) => {
    const next = parts[index + 1];
    return 'variable' in part && next !== undefined && 'variable' in next && variableLook(part.variable) === null;
  });
  const [one, two] = [parts[close], parts[close + 1]];
  if (names.length === 0)
    return no('The format names no variable: it should read like $remote_addr … "$request" $status.');
  if (close >= 0 && one !== undefined && two !== undefined && 'variable' in one && 'variable' in two)
    return no(
      `$${one.variable} and $${two.variable} stand side by side, so nobody can say where one ends. Put a blank between them.`,
    );
  if (!has.has('status')) return no('The format has no $status, so errors cannot be counted.');
  if (!has.has('request') && !has.has('request_uri') && !has.has('uri'))
    return no('The format has neither $request nor $request_uri nor $uri, so routes cannot be told apart.');
  const notes = [
    ...(has.has('request_time') ? [] : ['The format has no $request_time, so how long requests take is not known.']),
    ...(hasTime(has)
      ? []
      : ['The format has no $time_local, $time_iso8601 or $msec: requests count when they are read.']),
  ];
  return { ok: true, format: { parts, has }, notes };
};

const hasTime = (has: ReadonlySet<string>): boolean =>
  ['time_local', 'time_iso8601', 'msec'].some((name) => has.has(name));

/** A directive is taken apart as nginx does: its quoted words belong together. */
const formatText = (written: string): string => {
  const text = written.trim();
  if (text === 'combined') return COMBINED;
  const [, rest] = /^log_format\s+[^\s'"]+\s+(?:escape=\w+\s+)?([\s\S]*?);?$/.exec(text) ?? [];
  const quoted = rest ?? (/^'[^']*'(\s+'[^']*')*;?$/.test(text) ? text : null);
  if (quoted === null) return text;
  const words = [...quoted.matchAll(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/g)];
  return words.length === 0 ? quoted : words.map(([, single, double]) => single ?? double ?? '').join('');
};
