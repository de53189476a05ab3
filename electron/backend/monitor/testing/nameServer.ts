import { createSocket } from 'node:dgram';
import { isIP, SocketAddress } from 'node:net';

/** What a name server says of a name: its addresses, an RCODE of RFC 1035 (2 is SERVFAIL, 3 NXDOMAIN), nothing at all, or addresses of the
 * sixth version and no answer to who asks for one of the fourth. */
export type NameAnswer =
  | readonly string[]
  | { readonly rcode: number }
  | { readonly only6: readonly string[] }
  | 'silence';

export interface NameServer {
  /** `address:port`, as node:dns takes it. */
  readonly address: string;
  readonly set: (name: string, answer: NameAnswer) => void;
  /** Names that were asked for, one entry a question. */
  readonly asked: () => readonly string[];
  readonly stop: () => Promise<void>;
}

const [A, AAAA] = [1, 28];
const NXDOMAIN = 3;

/** A small real DNS server on 127.0.0.1 (UDP; RFC 1035). Names it was not told of do not exist. */
export const startNameServer = async (): Promise<NameServer> => {
  const names = new Map<string, NameAnswer>();
  const asked: string[] = [];
  const socket = createSocket('udp4');
  socket.on('message', (query, from) => {
    const { name, type, end } = readQuestion(query);
    asked.push(name);
    const known = names.get(name) ?? { rcode: NXDOMAIN };
    if (known === 'silence' || ('only6' in known && type !== AAAA)) return;
    const rcode = 'rcode' in known ? known.rcode : 0;
    const all = 'rcode' in known ? [] : 'only6' in known ? known.only6 : known;
    const addresses = all.filter((each) => isIP(each) === (type === AAAA ? 6 : 4));
    const records = type === A || type === AAAA ? addresses.map((each) => record(type, each)) : [];
    const head = Buffer.from(query.subarray(0, 12));
    // Response, recursion desired and available, and the code.
    head.writeUInt16BE(0x8180 | rcode, 2);
    head.writeUInt16BE(1, 4);
    head.writeUInt16BE(records.length, 6);
    head.writeUInt32BE(0, 8);
    socket.send(Buffer.concat([head, query.subarray(12, end), ...records]), from.port, from.address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${socket.address().port}`,
    set: (name, answer) => void names.set(name, answer),
    asked: () => asked,
    stop: () => new Promise((resolve) => socket.close(() => resolve())),
  };
};

const readQuestion = (query: Buffer): { readonly name: string; readonly type: number; readonly end: number } => {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
};

const record = (type: number, address: string): Buffer => {
  const data = bytesOf(address);
  const head = Buffer.alloc(12);
  // A pointer to the name of the question; class IN; a minute to live.
  head.writeUInt16BE(0xc00c, 0);
  head.writeUInt16BE(type, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt32BE(60, 6);
  head.writeUInt16BE(data.length, 10);
  return Buffer.concat([head, data]);
};

const bytesOf = (address: string): Buffer => {
  if (isIP(address) === 4) return Buffer.from(address.split('.').map(Number));
  const [left = '', right] = new SocketAddress({ address, family: 'ipv6' }).address.split('::');
  const groups = (text: string) => (text === '' ? [] : text.split(':'));
  const [head, tail] = [groups(left), groups(right ?? '')];
  const all = right === undefined ? head : [...head, ...Array(8 - head.length - tail.length).fill('0'), ...tail];
  return Buffer.from(all.map((group) => group.padStart(4, '0')).join(''), 'hex');
};
