import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { Client, type ClientChannel, type ConnectConfig } from 'ssh2';
import type { RangeServer } from '../../../../shared/range/contract.ts';
import type { OpenRange } from './rangeBed.ts';

export interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly out: string;
  readonly err: string;
}

export interface PracticeClient {
  readonly run: (command: string, stdin?: string | Buffer) => Promise<Ended>;
  /** The bare channel, for tests of streams and signals. */
  readonly exec: (command: string) => Promise<ClientChannel>;
  readonly forward: (host: string, port: number) => Promise<Duplex>;
  readonly client: Client;
  readonly closed: Promise<void>;
  readonly end: () => void;
}

/** The host key a server shows, and whether it lets in who has this configuration. */
export const connectTo = (port: number, config: Partial<ConnectConfig>): Promise<PracticeClient> =>
  new Promise((resolve, reject) => {
    const client = new Client();
    const closed = new Promise<void>((done) => client.once('close', () => done()));
    client.once('error', reject);
    client.once('close', () => reject(new Error('closed')));
    client.once('ready', () => {
      client.setNoDelay(true);
      client.on('error', () => {});
      const exec = (command: string): Promise<ClientChannel> =>
        new Promise((opened, failed) =>
          client.exec(command, (error, channel) => (error ? failed(error) : opened(channel))),
        );
      resolve({
        client,
        closed,
        exec,
        run: async (command, stdin = '') => {
          const channel = await exec(command);
          const out: Buffer[] = [];
          const err: Buffer[] = [];
          channel.on('data', (chunk: Buffer) => out.push(chunk));
          channel.stderr.on('data', (chunk: Buffer) => err.push(chunk));
          let code: number | null = null;
          let signal: string | null = null;
          channel.on('exit', (status: number | null, name?: string) => {
            code = status;
            signal = name ?? null;
          });
          const over = new Promise<void>((done) => channel.once('close', () => done()));
          channel.end(stdin);
          await over;
          return { code, signal, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() };
        },
        forward: (host, to) =>
          new Promise((opened, failed) =>
            client.forwardOut('127.0.0.1', 0, host, to, (error, channel) => (error ? failed(error) : opened(channel))),
          ),
        end: () => client.end(),
      });
    });
    client.connect({ host: '127.0.0.1', port, username: 'pitwall', ...config });
  });

export const clientKeyOf = (bed: Pick<OpenRange, 'dataDir'>): Buffer =>
  readFileSync(join(bed.dataDir, 'range', 'key', 'id_ed25519'));

export const serverOf = (bed: OpenRange, name: RangeServer['name']): RangeServer => {
  const server = bed.range.state().servers.find((known) => known.name === name);
  if (server === undefined) throw new Error(`no server ${name}`);
  return server;
};

/** Signs in to a server of the range as Pitwall does. */
export const signIn = (bed: OpenRange, name: RangeServer['name'] = 'staging'): Promise<PracticeClient> =>
  connectTo(serverOf(bed, name).sshPort, { privateKey: clientKeyOf(bed) });
