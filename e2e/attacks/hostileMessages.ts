/** A generator of numbers in [0, 1) from a seed (mulberry32): the same seed gives the same attack. */
export const seededRandom = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** `call` must be answered under its number; `other` may be; `last` may end the connection, with a code. */
export interface HostileMessage {
  readonly kind: 'call' | 'other' | 'last';
  readonly data: string | Buffer;
}

type Pick = <Item>(items: readonly Item[]) => Item;

const strings = [
  '',
  'x',
  '__proto__',
  'constructor',
  '$(touch pwned)',
  "'; DROP TABLE project; --",
  '../../../etc/passwd',
  '\u0000',
  '\u202e\u2066',
  '\ud800',
  '00000000-0000-4000-8000-00000000000g',
  '01ARZ3NDEKTSV4RRFFQ69G5FAV ',
  'NaN',
  '🏎'.repeat(50),
] as const;
const raw = ['1e999', '-1e999', '-0', '9007199254740993', '1e-400', 'null', 'true', '""', '[]', '{}'] as const;

/** JSON text of a value that no input of the contract takes. */
const hostileJson = (random: () => number, pick: Pick, depth = 0): string => {
  const kind = Math.floor(random() * (depth > 3 ? 3 : 9));
  const inner = () => hostileJson(random, pick, depth + 1);
  const key = () =>
    JSON.stringify(pick([...strings, 'project', 'environment', 'run', 'settings', 'text', 'name', 'limit']));
  if (kind === 0) return pick(raw);
  if (kind === 1) return JSON.stringify(pick(strings));
  if (kind === 2) return String(Math.floor((random() - 0.5) * 1e12));
  if (kind === 3) return `[${Array.from({ length: Math.floor(random() * 5) }, inner).join(',')}]`;
  if (kind === 4) return `{"__proto__":${inner()},"constructor":{"prototype":${inner()}}}`;
  if (kind === 5 && random() < 0.004) return JSON.stringify('x'.repeat(Math.floor(random() * 100_000)));
  if (kind === 6 && random() < 0.004) return `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
  if (kind === 7 && random() < 0.004) return `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`;
  return `{${Array.from({ length: 1 + Math.floor(random() * 4) }, () => `${key()}:${inner()}`).join(',')}}`;
};

/** Marks for oRPC's own types: dates, numbers that JSON has not, maps, sets, patterns; at places that are and are not there. */
const hostileMeta = (random: () => number, pick: Pick): string => {
  const mark = () =>
    JSON.stringify([
      pick<unknown>([0, 1, 2, 3, 4, 5, 6, 7, 8, -1, 'x', null]),
      ...Array.from({ length: Math.floor(random() * 4) }, () =>
        pick<unknown>(['__proto__', 'constructor', 'prototype', 'project', 'text', 0, 1, -1, 4_294_967_296, null]),
      ),
    ]);
  return `[${Array.from({ length: 1 + Math.floor(random() * 3) }, mark).join(',')}]`;
};

/** Attacks the API from within: a page of ours that was taken over. `paths` are the calls there are. */
export const hostileMessages = (random: () => number, paths: readonly string[]) => {
  const pick: Pick = (items) => items[Math.floor(random() * items.length)] as never;
  const json = () => hostileJson(random, pick);
  const noPaths = ['/projects', '/projects/list/toString', '/constructor', '/toString/call', '/x', '/live', '/api'];

  const call = (id: string): HostileMessage => {
    const path = random() < 0.1 ? pick(noPaths) : pick(paths);
    const meta = random() < 0.3 ? `,"meta":${hostileMeta(random, pick)}` : '';
    const maps = random() < 0.05 ? `,"maps":${hostileMeta(random, pick)}` : '';
    const body = random() < 0.1 ? json() : `{"json":${json()}${meta}${maps}}`;
    return { kind: 'call', data: `{"i":"${id}","p":{"u":"${path}","b":${body}}}` };
  };
  const wrongEnvelope = (id: string): HostileMessage => {
    const fields = pick([
      `"p":{"u":"${pick(['http://evil.test/x', '//evil.test', '/../x', '/projects/list?x=1', ''])}","b":{}}`,
      `"p":{"u":${json()},"b":{}}`,
      `"p":{"u":"/projects/list","m":"${pick(['GET', 'DELETE', 'HEAD'])}","b":{}}`,
      `"p":{"u":"/projects/list","h":{"content-type":"multipart/form-data; boundary=x"},"b":"x"}`,
      `"p":{"u":"/projects/list","h":{"content-disposition":"attachment; filename=x"}}`,
      `"p":{"u":"/projects/list","h":{"content-type":"text/event-stream"}}`,
      `"p":{"u":"/projects/list","h":${json()}}`,
      `"t":3,"p":{"e":"message","d":${json()}}`,
      `"t":${json()},"p":{"u":"/projects/list"}`,
      `"p":${json()}`,
    ]);
    return { kind: 'other', data: `{"i":"${id}",${fields}}` };
  };
  const noEnvelope = (): HostileMessage => {
    const data = pick<() => string | Buffer>([
      () => json(),
      () => '',
      () => '{"i":"1","p":',
      () => '\u0000',
      () => `{"i":${json()},"p":{"u":"/projects/list"}}`,
      () => Buffer.from(Array.from({ length: 64 }, () => Math.floor(random() * 256))),
      () => Buffer.concat([Buffer.from('{"i":"1","p":{"u":"/projects/list"}}'), Buffer.from([255, 1, 2, 3])]),
    ])();
    return { kind: 'last', data };
  };
  const abort = (id: string): HostileMessage => ({ kind: 'other', data: `{"i":"${id}","t":4}` });

  return (id: string): HostileMessage => {
    const which = random();
    if (which < 0.9) return call(id);
    if (which < 0.97) return wrongEnvelope(id);
    if (which < 0.98) return abort(id);
    return noEnvelope();
  };
};
