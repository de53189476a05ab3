import { execFileSync, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { appendFileSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import ssh2 from 'ssh2';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SshAuth } from '../../../shared/projects/environment.ts';
import { sh } from '../../../shared/remote/remoteCommand.ts';
import { createDialing, type Dialing } from './testing/dialing.ts';
import { startLinkProxy } from './testing/linkProxy.ts';
import { makeKey, noSshd, publicKeyOf, type RealSshd, startSshd } from './testing/realSshd.ts';

if (noSshd !== null) console.info(noSshd);

/** A real ssh-agent; ended by its own process id. */
const startAgent = async (dir: string) => {
  const socket = join(dir, `agent-${Math.random().toString(36).slice(2)}`);
  const child = spawn('ssh-agent', ['-D', '-a', socket], { stdio: ['ignore', 'pipe', 'ignore'] });
  await new Promise<void>((resolve) => child.stdout.once('data', () => resolve()));
  const env = { ...process.env, SSH_AUTH_SOCK: socket };
  return {
    env: { SSH_AUTH_SOCK: socket },
    add: (path: string) => execFileSync('ssh-add', ['-q', path], { env, stdio: 'ignore' }),
    stop: () =>
      new Promise<void>((resolve) => {
        child.once('exit', () => resolve());
        child.kill();
      }),
  };
};

describe.skipIf(noSshd !== null)('signing in to a real sshd', () => {
  let server: RealSshd;
  let dialing: Dialing;
  const here = (auth: SshAuth = { kind: 'key', path: server.keyPath }) => ({ port: server.port, auth });
  const keyFile = (path: string): SshAuth => ({ kind: 'key', path });
  const allow = (path: string) => {
    appendFileSync(join(server.dir, 'authorized_keys'), readFileSync(`${path}.pub`));
    return path;
  };
  const works = async (auth: SshAuth, options = {}) => {
    const session = await dialing.connect(here(auth), options);
    return (await session.exec(sh`echo in`)).stdout.toString();
  };

  beforeAll(async () => {
    server = await startSshd({ config: ['LogLevel DEBUG1'] });
  });
  afterAll(() => server?.stop());
  beforeEach(() => {
    dialing = createDialing({ user: server.user });
    dialing.pin(server.port, ...Object.values(server.hostKeys));
  });
  afterEach(() => dialing.stop());

  describe('with a key file', () => {
    it('reads a path that begins with ~', async () => {
      copyFileSync(server.keyPath, join(dialing.homeDir, '.ssh/mine'));
      expect(await works(keyFile('~/.ssh/mine'))).toBe('in\n');
    });

    it.each([
      ['OpenSSH RSA', 'rsa', []],
      ['OpenSSH ECDSA', 'ecdsa', []],
      ['PEM RSA', 'rsa', ['-m', 'PEM']],
      ['PEM ECDSA', 'ecdsa', ['-m', 'PEM']],
      ['PKCS#8 RSA', 'rsa', ['-m', 'PKCS8']],
      ['PKCS#8 ECDSA', 'ecdsa', ['-m', 'PKCS8']],
    ])('opens %s, without a passphrase and with one', async (name, type, format) => {
      const plain = allow(makeKey(join(server.dir, name.replace(/\W/g, '_')), type, '', format));
      expect(await works(keyFile(plain))).toBe('in\n');
      const locked = allow(
        makeKey(join(server.dir, `${name.replace(/\W/g, '_')}_locked`), type, 'right phrase', format),
      );
      expect((await dialing.refused(here(keyFile(locked)))).kind).toBe('passphrase-needed');
      dialing.secrets.passphrase = 'wrong phrase';
      expect((await dialing.refused(here(keyFile(locked)))).kind).toBe('passphrase-wrong');
      dialing.secrets.passphrase = 'right phrase';
      expect(await works(keyFile(locked))).toBe('in\n');
    });

    it('says what is wrong with the file before it bothers the server', async () => {
      const link = await startLinkProxy(server.port);
      const at = (file: string, text: string | Buffer) => {
        const path = join(server.dir, file);
        writeFileSync(path, text);
        return path;
      };
      const locked = makeKey(join(server.dir, 'locked'), 'ed25519', 'secret');
      mkdirSync(join(server.dir, 'folder'));
      const puttyHead = 'PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\n';
      const rounds = Buffer.from(readFileSync(locked, 'utf8').replace(/-----.*-----/g, ''), 'base64');
      const kdf = rounds.indexOf('bcrypt') + 6 + 4 + 4 + 16;
      rounds.writeUInt32BE(0xffffffff, kdf);
      const absurd = `-----BEGIN OPENSSH PRIVATE KEY-----\n${rounds.toString('base64')}\n-----END OPENSSH PRIVATE KEY-----\n`;
      const cases = [
        [join(server.dir, 'nowhere'), 'key-unreadable', 'There is no key file'],
        [join(server.keyPath, 'below'), 'key-unreadable', 'There is no key file'],
        [join(server.dir, 'folder'), 'key-unreadable', 'is not a file'],
        [`${server.keyPath}.pub`, 'key-invalid', 'is the public half'],
        [
          at('garbage', Buffer.from(Array.from({ length: 3000 }, (_, index) => (index * 7919) % 256))),
          'key-invalid',
          'cannot be used',
        ],
        [at('empty', ''), 'key-invalid', 'cannot be used'],
        [at('cut', readFileSync(server.keyPath, 'utf8').slice(0, 150)), 'key-invalid', 'cannot be used'],
        [at('broken', readFileSync(server.keyPath, 'utf8').replace(/A/g, 'B')), 'key-invalid', 'cannot be used'],
        [at('huge', Buffer.alloc(100_000)), 'key-invalid', 'too large'],
        [at('putty', puttyHead), 'key-invalid', 'PuTTY version 3'],
        [at('absurd', absurd), 'key-invalid', 'absurd amount'],
        [locked, 'passphrase-needed', 'protected by a passphrase'],
      ] as const;
      for (const [path, kind, words] of cases) {
        const failure = await dialing.refused({ port: link.port, auth: keyFile(path) });
        expect([path, failure.kind, failure.hop]).toEqual([path, kind, 'target']);
        expect(failure.message.replace('is not a private key that can be used', 'cannot be used')).toContain(words);
        expect(failure.act).not.toBe('');
      }
      expect(link.connections()).toBe(0);
      await link.stop();
    });

    it.skipIf(process.getuid?.() === 0)('says that it may not read the file', async () => {
      const path = makeKey(join(server.dir, 'unreadable'));
      execFileSync('chmod', ['000', path]);
      expect(await dialing.refused(here(keyFile(path)))).toMatchObject({ kind: 'key-unreadable' });
    });

    it('says that the server refused the key, and asks once only', async () => {
      const stranger = makeKey(join(server.dir, 'stranger'));
      const before = server.log().length;
      const failure = await dialing.refused(here(keyFile(stranger)));
      expect(failure).toMatchObject({ kind: 'auth-refused', where: `${server.user}@127.0.0.1:${server.port}` });
      expect(failure.message).toContain(`refused the key ${stranger}. It accepts: publickey`);
      expect(
        server
          .log()
          .slice(before)
          .match(/userauth-request/g),
      ).toHaveLength(1);
    });

    it('says so for a user that is not there', async () => {
      const failure = await dialing.refused({ ...here(), user: 'nobody-of-that-name' });
      expect(failure).toMatchObject({ kind: 'auth-refused', where: `nobody-of-that-name@127.0.0.1:${server.port}` });
    });

    it('does not take an Ed25519 key in PKCS#8, and says how to convert it', async () => {
      const { privateKey } = generateKeyPairSync('ed25519');
      const path = join(server.dir, 'pkcs8_ed25519');
      writeFileSync(path, privateKey.export({ type: 'pkcs8', format: 'pem' }));
      expect(await dialing.refused(here(keyFile(path)))).toMatchObject({
        kind: 'key-invalid',
        act: `Check the file; ssh-keygen -p -f ${path} writes it anew.`,
      });
    });
  });

  describe('with an agent', () => {
    const agent: SshAuth = { kind: 'agent' };

    it('signs in with its key', async () => {
      const real = await startAgent(server.dir);
      real.add(server.keyPath);
      expect(await works(agent, { env: real.env })).toBe('in\n');
      await real.stop();
    });

    it('offers the key of ~/.ssh/config first, so that many keys do no harm', async () => {
      const real = await startAgent(server.dir);
      for (let index = 0; index < 8; index++) real.add(makeKey(join(server.dir, `many_${index}`)));
      real.add(server.keyPath);
      const failure = await dialing.refused(here(agent), { env: real.env });
      expect(failure).toMatchObject({ kind: 'auth-refused' });
      dialing.sshConfig(`Host 127.0.0.1\n IdentityFile ${server.keyPath}\n`);
      expect(await works(agent, { env: real.env })).toBe('in\n');
      dialing.sshConfig(`Host 127.0.0.1\n IdentityFile ${join(server.dir, 'many_0')}\n IdentitiesOnly yes\n`);
      const before = server.log().length;
      expect((await dialing.refused(here(agent), { env: real.env })).kind).toBe('auth-refused');
      expect(
        server
          .log()
          .slice(before)
          .match(/userauth-request/g),
      ).toHaveLength(1);
      await real.stop();
    });

    it('says that there is none, that it is gone, that it is empty', async () => {
      expect(await dialing.refused(here(agent))).toMatchObject({
        kind: 'agent-missing',
        message: expect.stringContaining('SSH_AUTH_SOCK'),
      });
      const real = await startAgent(server.dir);
      const empty = await dialing.refused(here(agent), { env: real.env });
      expect(empty).toMatchObject({ kind: 'agent-missing', message: 'The ssh-agent holds no key.' });
      await real.stop();
      const gone = await dialing.refused(here(agent), { env: real.env });
      expect(gone).toMatchObject({
        kind: 'agent-missing',
        message: expect.stringContaining('No ssh-agent answers at'),
      });
    });

    it('says that the agent did not sign when it went away in the middle', async () => {
      const real = await startAgent(server.dir);
      real.add(server.keyPath);
      const failure = await dialing.refused(here(agent), {
        env: real.env,
        // The socket of the agent is closed once its keys are known and before the server asks for a signature.
        onProgress: ({ kind }) => {
          if (kind === 'hostKeyTrusted') execFileSync('rm', [real.env.SSH_AUTH_SOCK]);
        },
      });
      expect(failure).toMatchObject({ kind: 'agent-missing', message: expect.stringContaining('did not sign') });
      await real.stop();
    });
  });

  it('says that a key alone is not enough', async () => {
    const strict = await startSshd({
      config: ['AuthenticationMethods publickey,password', 'PasswordAuthentication yes'],
    });
    dialing.pin(strict.port, ...Object.values(strict.hostKeys));
    const failure = await dialing.refused({ port: strict.port, auth: keyFile(strict.keyPath) });
    expect(failure).toMatchObject({
      kind: 'auth-refused',
      message: expect.stringContaining('but asks for more (password)'),
      act: expect.stringContaining('Enter the password'),
    });
    await strict.stop();
  });

  it('tells what it found on the way', async () => {
    const seen: unknown[] = [];
    await dialing.connect(here(), { onProgress: (progress) => seen.push(progress) });
    const place = { hop: 'target', where: `${server.user}@127.0.0.1:${server.port}` };
    const [hostKey] = Object.values(server.hostKeys);
    expect(seen).toEqual([
      { ...place, kind: 'reached', address: `127.0.0.1:${server.port}` },
      { ...place, kind: 'hostKeyTrusted', type: 'ssh-ed25519', fingerprint: hostKey?.fingerprint, source: 'Pitwall' },
      {
        ...place,
        kind: 'signedIn',
        method: `the key ${server.keyPath}`,
        server: expect.stringMatching(/^SSH-2.0-OpenSSH_/),
      },
    ]);
  });
});

describe('signing in with a password, to a server of our own', () => {
  let dialing: Dialing;
  let server: InstanceType<typeof ssh2.Server>;
  let tried: string[];
  let methods: readonly ('password' | 'keyboard-interactive' | 'publickey')[];
  let port = 0;
  let dir: Dialing;

  beforeAll(async () => {
    dir = createDialing({ user: 'x' });
    const hostKey = makeKey(join(dir.homeDir, 'host'));
    server = new ssh2.Server({ hostKeys: [readFileSync(hostKey)] }, (client) => {
      client.on('error', () => undefined);
      client.on('authentication', (context) => {
        tried.push(context.method);
        if (context.method === 'password' && methods.includes('password') && context.password === 'open sesame')
          return context.accept();
        if (context.method === 'keyboard-interactive' && methods.includes('keyboard-interactive'))
          return context.prompt([{ prompt: 'Password: ', echo: false }], (answers) =>
            answers[0] === 'open sesame' ? context.accept() : context.reject([...methods]),
          );
        return context.reject([...methods]);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as { port: number }).port;
  });
  afterAll(async () => {
    await new Promise<void>((resolve) => server.close(() => resolve()));
    await dir.stop();
  });
  beforeEach(() => {
    tried = [];
    methods = ['password', 'keyboard-interactive'];
    dialing = createDialing({ user: 'deploy', auth: { kind: 'password' } });
    dialing.pin(port, publicKeyOf(join(dir.homeDir, 'host')));
  });
  afterEach(() => dialing.stop());

  it('needs one first', async () => {
    expect(await dialing.refused({ port })).toMatchObject({ kind: 'password-needed' });
    expect(tried).toEqual([]);
  });

  it('sends it as a password', async () => {
    dialing.secrets.password = 'open sesame';
    await dialing.connect({ port });
    expect(tried).toEqual(['none', 'password']);
  });

  it('answers the one question of a server that only asks', async () => {
    methods = ['keyboard-interactive'];
    dialing.secrets.password = 'open sesame';
    await dialing.connect({ port });
    expect(tried).toEqual(['none', 'keyboard-interactive']);
  });

  it('sends a wrong one once, and not again by another method', async () => {
    dialing.secrets.password = 'wrong';
    const failure = await dialing.refused({ port });
    expect(failure).toMatchObject({ kind: 'auth-refused', message: expect.stringContaining('refused the password') });
    expect(JSON.stringify(failure)).not.toContain('wrong');
    expect(tried).toEqual(['none', 'password']);
  });

  it('does not send it where no password is wanted', async () => {
    methods = ['publickey'];
    dialing.secrets.password = 'open sesame';
    expect((await dialing.refused({ port })).kind).toBe('auth-refused');
    expect(tried).toEqual(['none']);
  });

  it('sends it to nobody whose host key is unknown', async () => {
    dialing.pins.clear();
    dialing.secrets.password = 'open sesame';
    expect((await dialing.refused({ port })).kind).toBe('host-key-unknown');
    expect(tried).toEqual([]);
  });
});
