import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';

const [HEADER, A, IN] = [12, 1, 1];
const [NOT_IMPLEMENTED, NO_SUCH_NAME] = [4, 3];
/** Response, authoritative, recursion available; what the question asked for is kept. */
const ANSWER = 0x8480;

export interface PracticeDns {
  readonly port: number;
  readonly stop: () => void;
}

export interface PracticeDnsOptions {
  /** The port it had the last time; another one is taken when it is gone. */
  readonly port: number | null;
  /** The only name it knows. */
  readonly name: string;
  /** The IPv4 address it gives for it, asked for each time. */
  readonly address: () => string;
}

/** The name server of a practice server (RFC 1035): on 127.0.0.1, UDP, one name with one address, nothing else. */
export const startPracticeDns = async ({ port, name, address }: PracticeDnsOptions): Promise<PracticeDns> => {
  const socket = await bindAgain(port);
  socket.on('message', (query, from) => {
    const answer = answerTo(query, name, address());
    if (answer !== null) socket.send(answer, from.port, from.address, () => {});
  });
  socket.on('error', () => {});
  return { port: socket.address().port, stop: () => socket.close() };
};

const bind = async (port: number): Promise<Socket> => {
  const socket = createSocket('udp4');
  socket.bind({ address: '127.0.0.1', port, exclusive: true });
  await once(socket, 'listening');
  return socket;
};

const bindAgain = (port: number | null): Promise<Socket> => (port === null ? bind(0) : bind(port).catch(() => bind(0)));

/** Null for what is no question. */
const answerTo = (query: Buffer, known: string, address: string): Buffer | null => {
  const question = readQuestion(query);
  if (question === null) return null;
  const { name, type, end } = question;
  const flags = query.readUInt16BE(2);
  const code = (flags & 0x7800) !== 0 ? NOT_IMPLEMENTED : name === known ? 0 : NO_SUCH_NAME;
  const records = code === 0 && type === A ? [recordOf(address)] : [];
  const head = Buffer.alloc(HEADER);
  query.copy(head, 0, 0, 2);
  head.writeUInt16BE(ANSWER | (flags & 0x7900) | code, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(records.length, 6);
  return Buffer.concat([head, query.subarray(HEADER, end), ...records]);
};

const readQuestion = (query: Buffer): { readonly name: string; readonly type: number; readonly end: number } | null => {
  if (query.length < HEADER || query.readUInt16BE(2) >= 0x8000 || query.readUInt16BE(4) !== 1) return null;
  const labels: string[] = [];
  let at = HEADER;
  for (;;) {
    const length = query[at];
    if (length === undefined || length > 63) return null;
    at += 1;
    if (length === 0) break;
    labels.push(query.toString('latin1', at, at + length));
    at += length;
  }
  if (query.length < at + 4) return null;
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at), end: at + 4 };
};

/** A pointer to the name of the question, class IN, nothing to keep: a fault shows in the next look. */
const recordOf = (address: string): Buffer => {
  const record = Buffer.alloc(16);
  record.writeUInt16BE(0xc00c, 0);
  record.writeUInt16BE(A, 2);
  record.writeUInt16BE(IN, 4);
  record.writeUInt32BE(0, 6);
  record.writeUInt16BE(4, 10);
  for (const [index, part] of address.split('.').entries()) record.writeUInt8(Number(part), 12 + index);
  return record;
};
