import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import ssh2 from 'ssh2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listenOn } from './listenOn.ts';
import { makeKey } from './rangeKeys.ts';
import { clientKeyOf, connectTo, type PracticeClient, serverOf, signIn } from './testing/practiceClient.ts';
import { type OpenRange, openRange } from './testing/rangeBed.ts';

const fresh = () => makeKey('other').privateKey;

const get = (socket: Duplex, path: string): Promise<{ status: number; body: string }> =>
  new Promise((resolve, reject) => {
    http
      .get({ host: 'practice.invalid', path, createConnection: () => socket }, (response) => {
        let body = '';
        response.on('data', (chunk: Buffer) => {
          body += chunk.toString();
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
      })
      .on('error', reject);
  });

let bed: OpenRange;
let client: PracticeClient;
beforeAll(async () => {
  bed = await openRange();
  client = await signIn(bed);
}, 60_000);
afterAll(async () => {
  client.end();
  await bed.end();
});

describe('the SSH server of a practice server', () => {
  it('lets in the range’s own key, which nobody else may read', () => {
    const key = join(bed.dataDir, 'range', 'key', 'id_ed25519');
    expect(statSync(key).mode & 0o777).toBe(0o600);
    expect(client.client).toBeDefined();
  });

  it('shows the host key that was pinned for it', async () => {
    for (const name of ['staging', 'production'] as const) {
      const { sshPort } = serverOf(bed, name);
      let shown: Buffer | null = null;
      const seen = await connectTo(sshPort, {
        privateKey: clientKeyOf(bed),
        hostVerifier: (key: Buffer) => {
          shown = Buffer.from(key);
          return true;
        },
      });
      seen.end();
      expect(shown).toEqual(bed.hostKeys.get(`127.0.0.1:${sshPort}:ssh-ed25519`));
    }
  });

  it('refuses another key, another account, a password and nothing at all', async () => {
    const { sshPort } = serverOf(bed, 'staging');
    const refused = /authentication methods failed/;
    await expect(connectTo(sshPort, { privateKey: fresh() })).rejects.toThrow(refused);
    await expect(connectTo(sshPort, { privateKey: clientKeyOf(bed), username: 'root' })).rejects.toThrow(refused);
    await expect(connectTo(sshPort, { password: 'pitwall' })).rejects.toThrow(refused);
    await expect(connectTo(sshPort, {})).rejects.toThrow(refused);
  });

  it('refuses a key of which the client shows only the public half', async () => {
    const key = ssh2.utils.parseKey(clientKeyOf(bed));
    if (key instanceof Error) throw key;
    const forged = ssh2.utils.parseKey(fresh());
    if (forged instanceof Error) throw forged;
    // Says that it holds the range's key, and signs with its own.
    const agent = new (class extends ssh2.BaseAgent {
      override getIdentities(callback: (error: Error | undefined, keys: ssh2.ParsedKey[]) => void) {
        callback(undefined, [key]);
      }
      override sign(_: unknown, data: Buffer, ...rest: unknown[]) {
        const callback = rest.at(-1) as (error: Error | undefined, signature: Buffer) => void;
        callback(undefined, forged.sign(data));
      }
    })();
    await expect(connectTo(serverOf(bed, 'staging').sshPort, { agent })).rejects.toThrow();
  });

  it('ends a client that goes on trying', async () => {
    const { sshPort } = serverOf(bed, 'staging');
    const offer = (key: Buffer | string) => ({ type: 'publickey' as const, username: 'pitwall', key });
    const tryAll = (keys: readonly (Buffer | string)[]) =>
      connectTo(sshPort, { authHandler: keys.map(offer) as unknown as ssh2.AuthenticationType[] });
    const others = Array.from({ length: 12 }, fresh);
    // The range's own key opens as the second one tried, and no longer as the thirteenth.
    (await tryAll([fresh(), clientKeyOf(bed)])).end();
    await expect(tryAll([...others, clientKeyOf(bed)])).rejects.toThrow();
  });

  it('forwards to its own nginx and its own app', async () => {
    const { nginxPort, appPort } = serverOf(bed, 'staging');
    for (const port of [nginxPort, appPort]) {
      const { status, body } = await get(await client.forward('127.0.0.1', port), '/health');
      expect({ status, body: JSON.parse(body) }).toEqual({ status: 200, body: { status: 'ok', version: '1.1.1' } });
    }
  });

  it('forwards nowhere else', async () => {
    const other = net.createServer((socket) => socket.end('reached'));
    const port = await listenOn(other, 0);
    for (const [host, to] of [
      ['127.0.0.1', port],
      ['127.0.0.1', serverOf(bed, 'production').appPort],
      ['127.0.0.1', serverOf(bed, 'staging').sshPort],
      ['example.org', serverOf(bed, 'staging').appPort],
      ['169.254.169.254', 80],
    ] as const)
      await expect(client.forward(host, to), `${host}:${to}`).rejects.toThrow('Channel open failure');
    other.close();
  });

  it('gives no shell, no terminal, no files and no forwarding back', async () => {
    const { client: raw } = client;
    const asked = (ask: (done: (error?: Error) => void) => void) =>
      new Promise<string>((resolve) => ask((error) => resolve(error === undefined ? 'given' : 'refused')));
    expect(await asked((done) => raw.shell(false, (error) => done(error)))).toBe('refused');
    expect(await asked((done) => raw.sftp((error) => done(error)))).toBe('refused');
    expect(await asked((done) => raw.subsys('netconf', (error) => done(error)))).toBe('refused');
    expect(await asked((done) => raw.exec('true', { pty: true }, (error) => done(error)))).toBe('refused');
    expect(await asked((done) => raw.forwardIn('127.0.0.1', 0, (error) => done(error)))).toBe('refused');
    expect(await asked((done) => raw.openssh_forwardOutStreamLocal('/tmp/x', (error) => done(error)))).toBe('refused');
  });

  it('listens on 127.0.0.1 only', async () => {
    const { sshPort, nginxPort, appPort } = serverOf(bed, 'staging');
    // The whole of 127/8 is this machine, so a server on every address would answer on 127.0.0.2 too.
    for (const port of [sshPort, nginxPort, appPort]) {
      const socket = net.connect({ host: '127.0.0.2', port });
      const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
      expect(error.code).toBe('ECONNREFUSED');
    }
  });
});

const hasSsh = spawnSync('ssh', ['-V']).status === 0;
if (!hasSsh) console.info('Skipped: no OpenSSH client here');
describe.skipIf(!hasSsh)('OpenSSH’s client on a practice server', () => {
  const ssh = async (args: readonly string[], input = '', key = join(bed.dataDir, 'range', 'key', 'id_ed25519')) => {
    const { sshPort } = serverOf(bed, 'staging');
    const folder = mkdtempSync(join(tmpdir(), 'pitwall-ssh-'));
    const pinned = bed.hostKeys.get(`127.0.0.1:${sshPort}:ssh-ed25519`)?.toString('base64');
    writeFileSync(join(folder, 'known'), `[127.0.0.1]:${sshPort} ssh-ed25519 ${pinned}\n`);
    const options = [
      '-F/dev/null',
      `-p${sshPort}`,
      '-i',
      key,
      '-oIdentitiesOnly=yes',
      '-oBatchMode=yes',
      '-oStrictHostKeyChecking=yes',
      `-oUserKnownHostsFile=${join(folder, 'known')}`,
      '-oGlobalKnownHostsFile=/dev/null',
      'pitwall@127.0.0.1',
    ];
    const child = spawn('ssh', [...options, ...args], { env: { PATH: process.env.PATH, HOME: folder } });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString();
    });
    child.stdin.end(input);
    const [code] = (await once(child, 'close')) as [number];
    rmSync(folder, { recursive: true });
    return { code, out, err };
  };

  it('runs a command with its input, output and exit status', async () => {
    expect(await ssh(['cat; echo no >&2; exit 7'], 'given\n')).toMatchObject({ code: 7, out: 'given\n', err: 'no\n' });
  });

  it('carries a connection to the app', async () => {
    const { appPort } = serverOf(bed, 'staging');
    const request = 'GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';
    const { out } = await ssh(['-W', `127.0.0.1:${appPort}`], request);
    expect(out).toContain('200 OK');
  });

  it('is refused with another key', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pitwall-key-'));
    const key = join(folder, 'other');
    writeFileSync(key, fresh());
    chmodSync(key, 0o600);
    expect(existsSync(key) && readFileSync(key, 'utf8')).toContain('OPENSSH');
    expect(await ssh(['true'], '', key)).toMatchObject({
      code: 255,
      err: expect.stringContaining('Permission denied'),
    });
    rmSync(folder, { recursive: true });
  });
});
