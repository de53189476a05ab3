import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isContractProcedure } from '@orpc/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { api } from '../../shared/api.ts';
import { type ApiClient, openApiClient, signInByLink } from '../shell/apiClient.ts';
import { type Folders, makeFolders, type StartedShell, startShell } from '../shell/pitwallProcess.ts';
import { hostileMessages, seededRandom } from './hostileMessages.ts';

const MESSAGES = Number(process.env.PITWALL_FUZZ ?? 100_000);
const seed = Number(process.env.PITWALL_SEED ?? Date.now() % 1_000_000_007);
/** Calls that wait for their answers at once; below the limit of a connection. */
const AT_ONCE = 64;

/** What acts without an input does so whatever is sent along with it; a page that was taken over may call them as well as the user. */
const actsWithoutInput = new Set(['/range/open', '/range/close', '/range/addCommit']);

const pathsOf = (node: unknown, path = ''): readonly string[] => {
  if (isContractProcedure(node)) return [path];
  return Object.entries(node as object).flatMap(([name, child]) => pathsOf(child, `${path}/${name}`));
};

let folders: Folders;
let shell: StartedShell;
let token: string;
let client: ApiClient;
beforeAll(async () => {
  folders = makeFolders();
  shell = await startShell({ folders });
  token = await signInByLink(shell.link);
  client = await openApiClient(shell.origin, token);
});
afterAll(async () => {
  client?.close();
  await shell?.end();
  folders?.remove();
});

/** Everything that a hostile message might have changed. */
const state = async () => ({
  projects: await client.call.projects.list(),
  ledger: await client.call.ledger.list({ project: null, before: null, limit: 500 }),
  range: (await client.call.range.state()).open,
  sessions: readFileSync(join(folders.dataDir, 'sessions.json'), 'utf8'),
});

const connect = async (): Promise<WebSocket> => {
  const socket = new WebSocket(`${shell.origin.replace('http', 'ws')}/api`, ['pitwall.v1', `token.${token}`], {
    origin: shell.origin,
  });
  socket.on('error', () => {});
  await once(socket, 'open');
  return socket;
};

it(`answers ${MESSAGES} hostile messages each with a code, and nothing has changed`, async () => {
  console.log(`The seed is ${seed}; PITWALL_SEED=${seed} repeats this.`);
  const paths = pathsOf(api).filter((path) => !actsWithoutInput.has(path));
  expect(paths.length).toBeGreaterThan(20);
  await client.call.projects.create({ name: 'Kept as it is', key: 'KEPT', description: '' });
  const before = await state();
  const next = hostileMessages(seededRandom(seed), paths);

  const answers = new Map<string, number>();
  const closes = new Map<number, number>();
  const count = <Key>(counts: Map<Key, number>, key: Key) => counts.set(key, (counts.get(key) ?? 0) + 1);

  let sent = 0;
  let unanswered = 0;
  while (sent < MESSAGES) {
    const socket = await connect();
    const waiting = new Set<string>();
    let wake = () => {};
    socket.on('message', (data) => {
      const { i, p, t } = JSON.parse(String(data)) as { i: string; t?: number; p?: { s?: number } };
      if (t === undefined && waiting.delete(i)) count(answers, String(p?.s ?? 200));
      wake();
    });
    let closed: number | null = null;
    socket.on('close', (code) => {
      closed = code;
      count(closes, code);
      wake();
    });
    const waitForNews = () =>
      new Promise<void>((resolve) => {
        wake = resolve;
      });
    /** Waits for every answer that is still to come, those of messages that need none included. */
    const settle = async (id: string): Promise<void> => {
      waiting.add(id);
      socket.send(`{"i":"${id}","p":{"u":"/app/info","b":{}}}`);
      while (closed === null && waiting.size > 0) await waitForNews();
    };
    while (sent < MESSAGES && closed === null) {
      const { kind, data } = next(`m${sent}`);
      // What may end the connection must not take the answers of others with it.
      if (kind === 'last') await settle(`s${sent}`);
      while (closed === null && waiting.size >= AT_ONCE) await waitForNews();
      if (kind === 'call') waiting.add(`m${sent}`);
      sent += 1;
      socket.send(data);
      if (kind === 'last' && closed === null) await waitForNews();
    }
    while (closed === null && waiting.size > 0) await waitForNews();
    unanswered += waiting.size;
    socket.terminate();
  }

  console.log(
    `Answers by status: ${JSON.stringify(Object.fromEntries(answers))}; closes by code: ${JSON.stringify(Object.fromEntries(closes))}; cut off with their connection: ${unanswered}.`,
  );
  expect([...closes.keys()].filter((code) => ![1007, 1008].includes(code))).toEqual([]);
  // Nobody's fault is called ours, and what has an input is never carried out.
  expect([...answers.keys()].filter((status) => Number(status) >= 500)).toEqual([]);
  expect(unanswered).toBe(0);
  expect(answers.get('400') ?? 0).toBeGreaterThan(MESSAGES / 2);
  expect(shell.child.exitCode).toBeNull();
  expect(shell.stderr()).toBe('');
  expect(await state()).toEqual(before);
  const logged = readFileSync(join(folders.dataDir, 'pitwall.log'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { level: string; message: string });
  expect(logged.filter(({ level }) => level === 'error')).toEqual([]);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
}, 900_000);
