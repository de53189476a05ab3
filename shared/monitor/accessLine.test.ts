import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AccessLine, readAccessLine } from './accessLine.ts';
import { type AccessLogFormat, compileAccessLogFormat } from './accessLogFormat.ts';

const compiled = (text: string): AccessLogFormat => {
  const result = compileAccessLogFormat(text);
  if (!result.ok) throw new Error(result.problem);
  return result.format;
};
const problem = (text: string): string => {
  const result = compileAccessLogFormat(text);
  return result.ok ? 'it compiled' : result.problem;
};
const combined = compiled('combined');
const custom = compiled(
  `log_format timed '$remote_addr - $remote_user [$time_local] "$request" '
                    '$status $body_bytes_sent "$host" rt=$request_time urt="$upstream_response_time"';`,
);
const json = compiled(
  '{"time":"$time_iso8601","method":"$request_method","uri":"$request_uri","status":$status,"rt":"$request_time","agent":"$http_user_agent"}',
);
const AT = Date.UTC(2026, 10, 25, 3, 32, 52);

describe('a line of the access log', () => {
  it('M5 is read in nginx’s combined format', () => {
    const line =
      '203.0.113.9 - - [25/Nov/2026:04:32:52 +0100] "GET /orders/7?x=1 HTTP/1.1" 200 512 "-" "a browser \\"quoted\\x22"';
    expect(readAccessLine(combined, line)).toEqual({
      at: AT,
      method: 'GET',
      path: '/orders/7?x=1',
      status: 200,
      bytes: 512,
      requestMs: null,
    } satisfies AccessLine);
  });

  it('M5 is read in a format of one’s own, with times, several upstreams and escapes', () => {
    const line =
      '::1 - an odd [name [25/Nov/2026:03:32:52 +0000] "POST /caf\\xC3\\xA9/\\x22 HTTP/2.0" 502 - "shop.example" rt=1.204 urt="0.001, 0.203 : -"';
    expect(readAccessLine(custom, line)).toEqual({
      at: AT,
      method: 'POST',
      path: '/café/"',
      status: 502,
      bytes: null,
      requestMs: 1204,
    });
  });

  it('M5 is read as JSON with its escapes', () => {
    const line = JSON.stringify({
      time: '2026-11-25T03:32:52+00:00',
      method: 'GET',
      uri: '/a"b\\',
      status: 1,
      rt: '0.050',
      agent: 'x","status":500,"rt":"9.000',
    }).replace('"status":1', '"status":204');
    expect(readAccessLine(json, line)).toMatchObject({ at: AT, path: '/a"b\\', status: 204, requestMs: 50 });
  });

  it('M5 counts what was no request by its status', () => {
    const line = '203.0.113.9 - - [25/Nov/2026:03:32:52 +0000] "\\x16\\x03\\x01" 400 150 "-" "-"';
    expect(readAccessLine(combined, line)).toMatchObject({ method: null, path: null, status: 400 });
    expect(readAccessLine(combined, line.replace('\\x16\\x03\\x01', ''))).toMatchObject({ path: null, status: 400 });
  });

  it('M5 gives back what nginx wrote, whatever the client sent', () => {
    // nginx escapes ", \ and everything outside of printable ASCII (ngx_http_log_escape).
    const escaped = (bytes: Uint8Array) =>
      [...bytes]
        .map((byte) =>
          byte < 32 || byte > 126 || byte === 34 || byte === 92
            ? `\\x${byte.toString(16).toUpperCase().padStart(2, '0')}`
            : String.fromCharCode(byte),
        )
        .join('');
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary' }),
        fc.integer({ min: 100, max: 599 }),
        (path, agent, status) => {
          const target = `/${path.replaceAll(/\s/gu, '')}`;
          const encode = (text: string) => escaped(new Uint8Array(Buffer.from(text)));
          const line = `1.2.3.4 - ${encode(agent)} [25/Nov/2026:03:32:52 +0000] "GET ${encode(target)} HTTP/1.1" ${status} 0 "${encode(agent)}" "${encode(agent)}"`;
          const read = readAccessLine(combined, line);
          expect(read?.status).toBe(status);
          expect(read?.path).toBe(Buffer.from(target).toString('utf8').slice(0, 2000));
        },
      ),
    );
  });

  it('M5 takes no time and throws nothing for a line made to hurt', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (text) => void readAccessLine(custom, text)));
    const hostile = ['" '.repeat(8_000), ' ['.repeat(8_000), '\\'.repeat(16_000), ' - '.repeat(5_000)];
    for (const text of hostile) expect(readAccessLine(custom, text)).toBeNull();
    expect(readAccessLine(combined, '')).toBeNull();
  });
});

describe('a log_format', () => {
  it('M5 that cannot be read says why', () => {
    expect(problem('$remote_addr "$request"')).toContain('no $status');
    expect(problem('$status $body_bytes_sent')).toContain('neither $request');
    expect(problem('$status $request$http_referer')).toContain('$request and $http_referer stand side by side');
    expect(problem('main')).toContain('names no variable');
  });

  it('M5 says what it leaves unknown', () => {
    const notes = (text: string) => {
      const result = compileAccessLogFormat(text);
      return result.ok ? result.notes : [];
    };
    expect(notes('combined')).toHaveLength(1);
    expect(notes('combined')[0]).toContain('$request_time');
    expect(notes('$request_time $status "$request"')[0]).toContain('$time_local');
    expect(notes('$msec $request_time $status "$request"')).toEqual([]);
  });
});
