import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nginxConfigText, readNginxConfig } from './nginxConfig.ts';

const good = nginxConfigText(8008, 9008);
const complaint = (text: string): string => {
  const reading = readNginxConfig(text);
  return reading.ok ? 'ok' : `${reading.line}: ${reading.message}`;
};

describe('readNginxConfig', () => {
  it('reads the configuration that a practice server begins with', () => {
    expect(readNginxConfig(good)).toEqual({
      ok: true,
      config: { listen: 8008, upstream: 9008, readTimeoutMs: 60_000 },
    });
  });

  it('knows comments, quotes and several words on a line', () => {
    const text = `events{}http{server{listen 81;#proxy_pass }
      location / { proxy_set_header "X; }" 'a { b'; proxy_pass http://localhost:82/; proxy_read_timeout 500ms; }}}`;
    expect(readNginxConfig(text)).toEqual({ ok: true, config: { listen: 81, upstream: 82, readTimeoutMs: 500 } });
  });

  it.each([
    [good.replace('proxy_pass', 'proxi_pass'), '11: unknown directive "proxi_pass"'],
    [
      good.replace('server_name localhost;', 'server_name localhost'),
      '10: directive "server_name" is not terminated by ";"',
    ],
    [`${good}}`, '18: unexpected "}"'],
    [good.trimEnd().slice(0, -1), '16: unexpected end of file, expecting "}"'],
    ['worker_processes 1', '1: unexpected end of file, expecting ";" or "}"'],
    ['proxy_pass http://127.0.0.1:1;', '1: "proxy_pass" directive is not allowed here'],
    ['events;', '1: directive "events" has no opening "{"'],
    ['pid;', '1: invalid number of arguments in "pid" directive'],
    [good.replace('listen 127.0.0.1:8008', 'listen eighty'), '8: invalid parameter "eighty" in "listen" directive'],
    [good.replace('http://127.0.0.1:9008', 'ftp://127.0.0.1:9008'), '11: invalid URL prefix'],
    [good.replace('http://127.0.0.1:9008', 'http://example.org'), '11: host not found in upstream "example.org"'],
    [';', '1: unexpected ";"'],
  ])('complains in nginx’s words, with the line (%#)', (text, expected) => {
    expect(complaint(text)).toBe(expected);
  });

  it('takes any text without throwing', () => {
    const piece = fc.constantFrom('http', 'server', 'listen', ' 80', '{', '}', ';', '"', "'", '\\', '#', '\n', 'x');
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece, { maxLength: 40 }).map((parts) => parts.join(' ')),
        ),
        (text) => {
          const reading = readNginxConfig(text);
          if (!reading.ok) expect(reading.line).toBeLessThanOrEqual(text.split('\n').length);
        },
      ),
      { numRuns: 500 },
    );
  });
});
