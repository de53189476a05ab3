import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLineSplitter } from '../ssh/lineSplitter.ts';
import { createLogCursor } from './logCursor.ts';
import type { RemoteLog } from './remoteLog.ts';

interface File {
  readonly inode: string;
  bytes: Buffer;
  changed: number;
}

/** A folder with a log and its rotated copies, which behaves as a file system does. */
const folder = () => {
  const files = new Map<string, File>();
  let inodes = 0;
  let changes = 0;
  const fresh = (bytes: Buffer = Buffer.alloc(0)): File => {
    inodes += 1;
    changes += 1;
    return { inode: String(inodes), bytes, changed: changes };
  };
  files.set('', fresh());
  let writer = files.get('') as File;
  const shift = () => {
    for (let number = 9; number >= 1; number -= 1) {
      const file = files.get(`.${number}`);
      if (file !== undefined) files.set(`.${number + 1}`, file);
      files.delete(`.${number}`);
    }
  };
  const log: Pick<RemoteLog, 'list' | 'read'> = {
    list: async (what) => ({
      hindrance: null,
      files: [...files]
        .filter(([suffix]) => what === 'all' || suffix === '')
        .sort(([one, { changed: a }], [other, { changed: b }]) => (one === '' ? 1 : other === '' ? -1 : a - b))
        .map(([suffix, { inode, bytes }]) => ({ suffix, inode, size: bytes.length })),
    }),
    read: async (suffix, offset, most) => {
      const file = files.get(suffix);
      return file === undefined ? null : { inode: file.inode, bytes: file.bytes.subarray(offset, offset + most) };
    },
  };
  return {
    log,
    write: (bytes: Buffer) => {
      changes += 1;
      writer.changed = changes;
      writer.bytes = Buffer.concat([writer.bytes, bytes]);
    },
    rename: () => {
      shift();
      files.set('.1', files.get('') as File);
      files.set('', fresh());
    },
    reopen: () => {
      writer = files.get('') as File;
    },
    copyTruncate: () => {
      const file = files.get('') as File;
      shift();
      files.set('.1', fresh(file.bytes));
      file.bytes = Buffer.alloc(0);
    },
  };
};

describe('following a log', () => {
  it('M5 reads every line once and in order, through renaming, copying and cutting short, wherever it looks, the link is cut and Pitwall is started anew', async () => {
    const act = fc.constantFrom('write', 'write', 'write', 'half', 'rename', 'copy', 'look', 'look', 'cut', 'restart');
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 60 }), async (acts) => {
        const there = folder();
        const got: string[] = [];
        let cursor = createLogCursor((lines) => void got.push(...lines));
        const wanted: string[] = [];
        const look = () => cursor.look(there.log);
        let half = '';
        const write = () => {
          wanted.push(`line ${wanted.length} of the log`);
          there.write(Buffer.from(`${(wanted.at(-1) ?? '').slice(half.length)}\n`));
          half = '';
        };
        await look();
        let rotated = 0;
        for (const each of acts) {
          if (each === 'write') write();
          else if (each === 'half') {
            if (half === '') {
              half = 'line';
              there.write(Buffer.from(half));
            }
          } else if (each === 'look') await look();
          else if (each === 'cut') {
            const lost = { ...there.log, read: async () => Promise.reject(new Error('the link is lost')) };
            await cursor.look(lost).catch(() => undefined);
          } else if (each === 'restart') {
            cursor = createLogCursor((lines) => void got.push(...lines), { from: cursor.place() });
          } else if (rotated < 8) {
            rotated += 1;
            if (half !== '') write();
            // Without a line in it nothing tells a log from the one before; nobody rotates those.
            write();
            if (each === 'copy') {
              await look();
              write();
              there.copyTruncate();
            } else {
              there.rename();
              if (rotated % 2 === 0) write();
              there.reopen();
            }
          }
        }
        // A log that was cut short and has grown again to the very same length is noticed when it grows further.
        write();
        await look();
        write();
        for (let times = 0; times < 60; times += 1) await look();
        expect(got).toEqual(wanted);
        expect(cursor.gaps()).toBe(0);
      }),
      { numRuns: 300 },
    );
  });

  it('M5 begins at the end, and with a whole line', async () => {
    const there = folder();
    there.write(Buffer.from('old\nhalf of an old'));
    const got: string[] = [];
    const cursor = createLogCursor((lines) => void got.push(...lines));
    await cursor.look(there.log);
    there.write(Buffer.from(' line\nnew\n'));
    await cursor.look(there.log);
    expect(got).toEqual(['new']);
  });

  it('M5 reads so much at most after a restart, the newest of it, and says that there is a gap', async () => {
    const there = folder();
    const first = createLogCursor(() => {});
    there.write(Buffer.from('begun\n'));
    await first.look(there.log);
    for (let n = 0; n < 1_000; n += 1) there.write(Buffer.from(`line ${n}\n`));
    const got: string[] = [];
    const cursor = createLogCursor((lines) => void got.push(...lines), { from: first.place(), mostAtStart: 1_000 });
    await cursor.look(there.log);
    expect(cursor.gaps()).toBe(1);
    expect(got.at(-1)).toBe('line 999');
    expect(got.join('\n').length).toBeLessThanOrEqual(1_000);
    expect(got.every((line) => /^line \d+$/.test(line))).toBe(true);
    there.write(Buffer.from('x\n'.repeat(2_000)));
    await cursor.look(there.log);
    expect(cursor.gaps()).toBe(1);
    // Packed meanwhile: out of reach, and said to be.
    const packed = createLogCursor((lines) => void got.push(...lines), {
      from: { inode: '999', offset: 5, before: Buffer.from('never') },
    });
    await packed.look(there.log);
    expect(packed.gaps()).toBe(1);
  });

  it('M5 says that something is missing when the log was cut short without a copy', async () => {
    const there = folder();
    there.write(Buffer.from('a line\n'.repeat(10)));
    const got: string[] = [];
    const cursor = createLogCursor((lines) => void got.push(...lines));
    await cursor.look(there.log);
    const { files } = await there.log.list('log');
    const after = Buffer.from('after\n');
    const cut: Pick<RemoteLog, 'list' | 'read'> = {
      list: async () => ({ hindrance: null, files: files.map((file) => ({ ...file, size: after.length })) }),
      read: async (_suffix, offset, most) => ({
        inode: files[0]?.inode ?? '',
        bytes: after.subarray(offset, offset + most),
      }),
    };
    await cursor.look(cut);
    expect(got).toEqual(['after']);
    expect(cursor.gaps()).toBe(1);
  });
});

describe('lines', () => {
  it('M5 are the same however the bytes are parted, and never longer than the limit', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 40 })), fc.integer({ min: 1, max: 20 }), (chunks, limit) => {
        const all = Buffer.concat(chunks);
        const whole = createLineSplitter(limit);
        const parted = createLineSplitter(limit);
        const lines = chunks.flatMap((chunk) => parted.push(Buffer.from(chunk)));
        expect(lines).toEqual(whole.push(all));
        expect(lines).toHaveLength(all.filter((byte) => byte === 10).length);
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(limit);
      }),
    );
  });

  it('M5 of ten megabytes are cut, and the next one is whole', () => {
    const splitter = createLineSplitter(16_384);
    const chunk = Buffer.alloc(65_536, 'x');
    for (let part = 0; part < 160; part += 1) expect(splitter.push(chunk)).toEqual([]);
    expect(splitter.push(Buffer.from('\nnext\n')).map(({ length }) => length)).toEqual([16_384, 4]);
  });
});
