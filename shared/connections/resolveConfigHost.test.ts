import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSshConfigText } from './readSshConfigText.ts';
import { configAliases, resolveConfigHost } from './resolveConfigHost.ts';

describe('readSshConfigText', () => {
  it.each([
    ['Host web', [{ keyword: 'host', args: ['web'], line: 1 }]],
    ['  HOSTNAME=10.0.0.1', [{ keyword: 'hostname', args: ['10.0.0.1'], line: 1 }]],
    ['Port = 22', [{ keyword: 'port', args: ['22'], line: 1 }]],
    ['\tUser\tme # that is me', [{ keyword: 'user', args: ['me'], line: 1 }]],
    [
      '# Host no\n\nHost a b\r\nPort 1',
      [
        { keyword: 'host', args: ['a', 'b'], line: 3 },
        { keyword: 'port', args: ['1'], line: 4 },
      ],
    ],
    ['IdentityFile "~/my keys/id"', [{ keyword: 'identityfile', args: ['~/my keys/id'], line: 1 }]],
    ['IdentityFile "a \\"b\\" \\\\c"', [{ keyword: 'identityfile', args: ['a "b" \\c'], line: 1 }]],
    ['User "not closed', [{ keyword: 'user', args: ['not closed'], line: 1 }]],
    ['User ""', [{ keyword: 'user', args: [''], line: 1 }]],
    ['Host', []],
    ['User #x', []],
    ['HostName a#b', [{ keyword: 'hostname', args: ['a#b'], line: 1 }]],
    ['=x', []],
  ])('reads %j', (text, lines) => {
    expect(readSshConfigText(text)).toEqual(lines);
  });

  it('never throws, and neither does resolving what it read', () => {
    const part = fc.constantFrom(
      'Host',
      'Match',
      'Include',
      ' ',
      '=',
      '"',
      '\\',
      '#',
      '\n',
      '*',
      '!',
      'web',
      'Port',
      '%h',
      '\0',
      'ä',
    );
    const text = fc.oneof(
      fc.string({ maxLength: 200 }),
      fc.array(part, { maxLength: 60 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, fc.string(), (config, alias) => {
        const lines = readSshConfigText(config);
        const host = resolveConfigHost(lines, alias, () => [lines]);
        configAliases(lines, () => [lines]);
        expect(typeof host.hostName).toBe('string');
      }),
    );
  });
});

const resolve = (text: string, alias: string, files: Readonly<Record<string, string>> = {}) =>
  resolveConfigHost(readSshConfigText(text), alias, (pattern) => {
    const file = files[pattern];
    return file === undefined ? [] : [readSshConfigText(file)];
  });

describe('resolveConfigHost', () => {
  it('takes the first value that applies', () => {
    const text = 'Host web\n HostName one\n Port 2201\nHost *\n HostName two\n Port 2202\n User me';
    expect(resolve(text, 'web')).toMatchObject({ hostName: 'one', port: 2201, user: 'me' });
    expect(resolve(text, 'db')).toMatchObject({ hostName: 'two', port: 2202, user: 'me' });
  });

  it('lets what stands before the first Host apply to all', () => {
    expect(resolve('User all\nHost web\n User web', 'web').user).toBe('all');
  });

  it('honours a negated pattern', () => {
    const text = 'Host *.lan !db.lan\n User me';
    expect(resolve(text, 'web.lan').user).toBe('me');
    expect(resolve(text, 'db.lan').user).toBeNull();
  });

  it('gathers identity files and leaves out none', () => {
    const text =
      'Host web\n IdentityFile ~/.ssh/a\n IdentityFile none\nHost *\n IdentityFile ~/.ssh/b\n IdentitiesOnly yes';
    expect(resolve(text, 'web')).toMatchObject({ identityFiles: ['~/.ssh/a', '~/.ssh/b'], identitiesOnly: true });
  });

  it('replaces %h and %% in HostName', () => {
    expect(resolve('Host web\n HostName %h.example.org', 'web').hostName).toBe('web.example.org');
    expect(resolve('Host web\n HostName a%%b%x', 'web').hostName).toBe('a%b%x');
  });

  it('skips a Match block and says so, but takes Match all', () => {
    const skipped = resolve('Match exec "touch /tmp/x"\n User evil\nHost web\n User me', 'web');
    expect(skipped.user).toBe('me');
    expect(skipped.notes).toEqual(['A Match block of ~/.ssh/config is not read.']);
    expect(resolve('Match all\n User me', 'web')).toMatchObject({ user: 'me', notes: [] });
  });

  it('reads an Include where it stands, and its Host lines end with it', () => {
    const files = { extra: 'User inner\nHost other\n Port 1' };
    expect(resolve('Host web\n Include extra\n Port 2201', 'web', files)).toMatchObject({ user: 'inner', port: 2201 });
    expect(resolve('Host db\n Include extra', 'web', files).user).toBeNull();
  });

  it('does not hang on a file that includes itself twice', () => {
    const host = resolve('Include loop loop\nUser me', 'web', { loop: 'Include loop loop' });
    expect(host.user).toBe('me');
    expect(host.notes).toEqual(['An Include of ~/.ssh/config is nested too deep.']);
  });

  it.each([
    ['none', null],
    ['NONE', null],
    ['me@gate:2222', 'me@gate:2222'],
    ['a,b', 'a,b'],
  ])('reads ProxyJump %s', (written, jump) => {
    expect(resolve(`ProxyJump ${written}`, 'web').proxyJump).toBe(jump);
  });

  it.each(['0', '65536', 'ssh', '-1', '22.5'])('does not believe port %s', (port) => {
    expect(resolve(`Port ${port}`, 'web').port).toBeNull();
  });

  it('notes a ProxyCommand it will not run', () => {
    expect(resolve('ProxyCommand nc %h %p', 'web').notes).toEqual(['ProxyCommand of ~/.ssh/config is not used.']);
    expect(resolve('ProxyCommand none', 'web').notes).toEqual([]);
  });
});

describe('configAliases', () => {
  it('names each plain Host once, of included files too', () => {
    const lines = readSshConfigText('Host a b *.x !c\nInclude more\nHost a');
    expect(configAliases(lines, () => [readSshConfigText('Host d')])).toEqual(['a', 'b', 'd']);
  });
});
