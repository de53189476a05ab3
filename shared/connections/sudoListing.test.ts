import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asksForPassword, readSudoListing, wideRules } from './sudoListing.ts';

/** As sudo 1.9.13 of Debian 12 prints it. */
const listing = (rules: string, defaults = 'env_reset, mail_badpass') => `Matching Defaults entries for deploy on shop:
    ${defaults},
    secure_path=/usr/local/sbin\\:/usr/local/bin\\:/usr/sbin\\:/usr/bin\\:/sbin\\:/bin,
    use_pty

User deploy may run the following commands on shop:
${rules}
`;

describe('readSudoListing', () => {
  it('reads tags over broken lines, escapes and negations', () => {
    const rules = readSudoListing(
      listing(
        `    (root) NOPASSWD: /usr/bin/systemctl restart app, /usr/sbin/nginx -t,
        PASSWD: /usr/bin/systemctl reload nginx
    (ALL : ALL) SETENV: NOPASSWD: /usr/bin/systemctl * app\\:b, /usr/bin/systemctl restart
        a\\x2db, !/usr/bin/id`,
      ),
    );
    expect(rules).toEqual([
      { command: '/usr/bin/systemctl restart app', negated: false, password: false },
      { command: '/usr/sbin/nginx -t', negated: false, password: false },
      { command: '/usr/bin/systemctl reload nginx', negated: false, password: true },
      { command: '/usr/bin/systemctl * app\\:b', negated: false, password: false },
      { command: '/usr/bin/systemctl restart a\\x2db', negated: false, password: false },
      { command: '/usr/bin/id', negated: true, password: false },
    ]);
  });

  it('knows that !authenticate asks nobody', () => {
    expect(readSudoListing(listing('    (root) /bin/a', 'env_reset, !authenticate'))).toEqual([
      { command: '/bin/a', negated: false, password: false },
    ]);
  });

  it('finds nothing in nothing, and never throws', () => {
    expect(readSudoListing('')).toEqual([]);
    const part = fc.constantFrom(
      'User x may run the following commands on y:\n',
      '    (root) ',
      'NOPASSWD: ',
      ',',
      '\\',
      '\n',
      '        ',
      '/a',
      '!',
      'ALL',
      ' ',
      '(',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), fc.string(), (parts, command) => {
        const rules = readSudoListing(parts.join(''));
        asksForPassword(rules, command);
        wideRules(rules);
      }),
    );
  });
});

describe('asksForPassword', () => {
  const asks = (rules: string, command: string) => asksForPassword(readSudoListing(listing(rules)), command);
  it.each([
    ['    (root) NOPASSWD: /usr/bin/systemctl restart app', '/usr/bin/systemctl restart app', false],
    ['    (root) /usr/bin/systemctl restart app', '/usr/bin/systemctl restart app', true],
    ['    (ALL) ALL\n    (root) NOPASSWD: /usr/sbin/nginx -t', '/usr/sbin/nginx -t', false],
    ['    (root) NOPASSWD: /usr/sbin/nginx -t\n    (ALL) ALL', '/usr/sbin/nginx -t', true],
    ['    (ALL) ALL\n    (root) NOPASSWD: /usr/sbin/nginx -t', '/usr/bin/systemctl restart app', true],
    ['    (root) NOPASSWD: /usr/bin/systemctl\n    (root) /usr/sbin/nginx ""', '/usr/bin/systemctl restart app', false],
    ['    (root) /usr/sbin/nginx ""', '/usr/sbin/nginx -t', false],
    ['    (root) /usr/sbin/', '/usr/sbin/nginx -t', true],
    ['    (root) /usr/bin/systemctl restart a*', '/usr/bin/systemctl restart app', true],
    ['    (root) /usr/bin/systemctl restart app\\:b', '/usr/bin/systemctl restart app:b', true],
  ])('%s before %s: %s', (rules, command, expected) => {
    expect(asks(rules, command)).toBe(expected);
  });
});

describe('wideRules', () => {
  it.each([
    ['NOPASSWD: ALL', true],
    ['ALL', false],
    ['NOPASSWD: /usr/bin/systemctl', true],
    ['NOPASSWD: /usr/bin/systemctl *', true],
    ['NOPASSWD: /usr/bin/systemctl restart app', false],
    ['NOPASSWD: /usr/sbin/nginx -t', false],
    ['NOPASSWD: /usr/bin/python3 /opt/x.py', true],
    ['NOPASSWD: /usr/local/bin/', true],
    ['NOPASSWD: !/usr/bin/su', false],
  ])('%s: %s', (rule, wide) => {
    expect(wideRules(readSudoListing(listing(`    (root) ${rule}`))).length > 0).toBe(wide);
  });
});
