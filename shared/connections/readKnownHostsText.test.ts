import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knownHostName, readKnownHostsText, speaksOf } from './readKnownHostsText.ts';

const hashOf = (salt: string, text: string) => `${salt}:${text}`;
const about = (text: string, host: string, port = 22) =>
  readKnownHostsText(text)
    .filter((line) => speaksOf(line, knownHostName(host, port), hashOf))
    .map(({ line }) => line);

describe('readKnownHostsText', () => {
  it('reads names, type, key and line', () => {
    expect(readKnownHostsText('# mine\n\nweb,10.0.0.1 ssh-ed25519 AAAA== me@home\n')).toEqual([
      {
        marker: null,
        names: { kind: 'patterns', patterns: ['web', '10.0.0.1'] },
        type: 'ssh-ed25519',
        key: 'AAAA',
        line: 3,
      },
    ]);
  });

  it('reads a hashed name', () => {
    expect(readKnownHostsText('|1|c2FsdA==|aGFzaA== ssh-rsa AAAA')[0]?.names).toEqual({
      kind: 'hashed',
      salt: 'c2FsdA==',
      hash: 'aGFzaA==',
    });
  });

  it.each([
    ['@revoked * ssh-rsa AAAA', 'revoked'],
    ['@cert-authority *.x ssh-rsa AAAA', 'cert-authority'],
  ])('reads the marker of %s', (text, marker) => {
    expect(readKnownHostsText(text)[0]?.marker).toBe(marker);
  });

  it.each([
    'web',
    'web ssh-rsa',
    'web ssh-rsa not*base64',
    '@other web ssh-rsa AAAA',
    '|2|x|y ssh-rsa AAAA',
    '|1|x ssh-rsa AAAA',
  ])('leaves out %s', (text) => {
    expect(readKnownHostsText(text)).toEqual([]);
  });

  it('never throws', () => {
    const part = fc.constantFrom(
      '|1|',
      '|',
      '@revoked',
      '@',
      ' ',
      '\t',
      '\n',
      'web',
      ',',
      '!',
      '*',
      'ssh-rsa',
      'AAAA',
      '=',
      '[',
      ']:22',
      '\0',
    );
    const text = fc.oneof(
      fc.string({ maxLength: 200 }),
      fc.array(part, { maxLength: 60 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, fc.string(), (file, host) => {
        expect(about(file, host).every((line) => line >= 1)).toBe(true);
      }),
    );
  });
});

describe('speaksOf', () => {
  it.each([
    ['web ssh-rsa A', 'web', 22, true],
    ['WEB ssh-rsa A', 'web', 22, true],
    ['web ssh-rsa A', 'web', 2222, false],
    ['[web]:2222 ssh-rsa A', 'web', 2222, true],
    ['[web]:2222 ssh-rsa A', 'web', 22, false],
    ['[web]:22 ssh-rsa A', 'web', 22, false],
    ['*.lan,!db.lan ssh-rsa A', 'web.lan', 22, true],
    ['*.lan,!db.lan ssh-rsa A', 'db.lan', 22, false],
    ['10.0.0.? ssh-rsa A', '10.0.0.7', 22, true],
    ['* ssh-rsa A', 'web', 2222, true],
    ['|1|c2FsdA==|c2FsdA== ssh-rsa A', 'web', 22, false],
  ])('%s of %s:%d is %s', (text, host, port, speaks) => {
    expect(about(text, host, port)).toEqual(speaks ? [1] : []);
  });
});
