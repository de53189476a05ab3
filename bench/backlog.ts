import { createReadStream, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { parse } from 'csv-parse';
import { arrangeItems } from '../shared/backlog/arrangeItems.ts';
import type { Item } from '../shared/backlog/item.ts';
import type { ListContext } from '../shared/backlog/sortItems.ts';
import type { ItemId, ProjectId } from '../shared/ids.ts';
import { IMPORT_CHUNK_MAX } from '../shared/imports/contract.ts';
import { benchWindow, openBacklogFolder } from './backlogFolder.ts';
import { backlogScreenRows } from './backlogScreen.ts';
import { benchItem } from './benchItem.ts';
import type { Area } from './main.ts';
import { measure, type Timing } from './measure.ts';
import type { Row } from './report.ts';

const ITEMS = 10_000;
const IMPORTED = 50_000;
const MOVES = 100;
const KEYS = 'checkout times';

type Opened = Awaited<ReturnType<typeof openBacklogFolder>>;

const row = (work: string, peer: string, ours: Timing, theirs: Timing, goal: number | null, share = 1): Row => ({
  area: 'backlog',
  work,
  peer,
  unit: 'ms',
  ours: ours.median / share,
  theirs: theirs.median / share,
  oursP90: ours.p90 / share,
  theirsP90: theirs.p90 / share,
  goal,
});

const byName = (timings: readonly Timing[], name: string): Timing => {
  const found = timings.find((each) => each.name === name);
  if (found === undefined) throw new Error(`nothing was measured as ${name}`);
  return found;
};

const inOrder = (items: readonly Item[]): readonly Item[] =>
  items.toSorted((one, other) => (one.rank < other.rank ? -1 : 1));

/** Pseudo-random whole numbers under `below`, the same row in every run (Lehmer's generator, modulus 2^31 − 1). */
const picker = () => {
  let seed = 11;
  return (below: number): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
};

/** A list kept by position, as tools without a rank key keep it. */
const positionTable = (folder: string, items: readonly Item[]) => {
  const db = new BetterSqlite3(join(folder, 'positions.db'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE item (id TEXT PRIMARY KEY, title TEXT NOT NULL, position INTEGER NOT NULL) STRICT');
  db.exec('CREATE INDEX by_position ON item (position)');
  const insert = db.prepare('INSERT INTO item (id, title, position) VALUES (?, ?, ?)');
  db.transaction(() => {
    for (const [position, { id, title }] of items.entries()) insert.run(id, title, position);
  })();
  const positionOf = db.prepare<[string], number>('SELECT position FROM item WHERE id = ?').pluck();
  const shift = db.prepare('UPDATE item SET position = position + ? WHERE position BETWEEN ? AND ?');
  const put = db.prepare('UPDATE item SET position = ? WHERE id = ?');
  const like = db.prepare<[string], string>('SELECT id FROM item WHERE title LIKE ? ORDER BY position').pluck();
  const count = db.prepare<[], number>('SELECT count(DISTINCT position) FROM item').pluck();
  return {
    move: db.transaction((id: ItemId, to: number) => {
      const from = positionOf.get(id) ?? 0;
      if (to < from) shift.run(1, to, from - 1);
      else shift.run(-1, from + 1, to);
      put.run(to, id);
    }),
    find: (text: string) => like.all(`%${text}%`),
    isWhole: () => count.get() === items.length,
    close: () => db.close(),
  };
};

const moves = async (opened: Opened, project: ProjectId, rounds: number): Promise<readonly Row[]> => {
  const { client } = opened;
  const { items } = await client.backlog.list({ project, since: null });
  const list = inOrder(items).map(({ id }) => id);
  const table = positionTable(opened.folder, inOrder(items));
  const [pickOurs, pickTheirs] = [picker(), picker()];
  const timings = await measure(
    [
      {
        name: 'ours',
        run: async () => {
          for (let count = 0; count < MOVES; count += 1) {
            const id = list.splice(pickOurs(ITEMS), 1)[0] as ItemId;
            const to = pickOurs(ITEMS - 1);
            const after = list[to] as ItemId;
            await client.backlog.move({ window: benchWindow, items: [id], place: { after } });
            list.splice(to + 1, 0, id);
          }
        },
      },
      {
        name: 'shifting the range',
        run: async () => {
          for (let count = 0; count < MOVES; count += 1)
            table.move(items[pickTheirs(ITEMS)]?.id as ItemId, pickTheirs(ITEMS));
        },
      },
    ],
    rounds,
  );
  const now = inOrder((await client.backlog.list({ project, since: null })).items);
  if (now.some(({ id }, at) => id !== list[at])) throw new Error('the order is not the one that the moves made');
  if (!table.isWhole()) throw new Error('the shifted list has lost a place');

  const { workflow, weights } = await client.backlog.settings({ project });
  const context: ListContext = { workflow, weights, members: [], sprints: [] };
  const everything = { sort: null, group: null } as const;
  const found = new Set<number>();
  const finds = await measure(
    [
      {
        name: 'ours',
        run: async () => {
          for (let typed = 1; typed <= KEYS.length; typed += 1)
            found.add(arrangeItems(now, { filter: { text: KEYS.slice(0, typed) }, ...everything }, context).shown);
        },
      },
      {
        name: 'SQL LIKE',
        run: async () => {
          for (let typed = 1; typed <= KEYS.length; typed += 1) table.find(KEYS.slice(0, typed));
        },
      },
    ],
    rounds,
  );
  if (!found.has(table.find(KEYS).length)) throw new Error('the filter found something else than SQL');
  table.close();
  return [
    row(
      'one move saved in 10,000 (with history and undo)',
      'shifting the range',
      byName(timings, 'ours'),
      byName(timings, 'shifting the range'),
      1 / 5,
      MOVES,
    ),
    row(
      'a text in 10,000 items, a key press',
      'SQL LIKE',
      byName(finds, 'ours'),
      byName(finds, 'SQL LIKE'),
      1 / 10,
      KEYS.length,
    ),
  ];
};

const bulk = async (opened: Opened, project: ProjectId, rounds: number): Promise<readonly Row[]> => {
  const { client } = opened;
  const { items } = await client.backlog.list({ project, since: null });
  const thousand = inOrder(items)
    .slice(0, 1_000)
    .map(({ id }) => id);
  let value = 0;
  const timings = await measure(
    [
      {
        name: 'ours',
        run: async () => {
          value = (value % 10) + 1;
          await client.backlog.edit({ window: benchWindow, items: thousand, patch: { value } });
        },
      },
      {
        name: 'one by one',
        run: async () => {
          value = (value % 10) + 1;
          for (const id of thousand) await client.backlog.edit({ window: benchWindow, items: [id], patch: { value } });
        },
      },
    ],
    rounds,
  );
  return [
    row('bulk edit of 1,000 items', 'one act for each', byName(timings, 'ours'), byName(timings, 'one by one'), null),
  ];
};

const csv = (): string => {
  const lines = ['Title,Type,Estimate,Labels,ID'];
  for (let number = 0; number < IMPORTED; number += 1) {
    const { title, kind, estimate, labels } = benchItem(number);
    lines.push(`"${title}",${kind},${estimate ?? ''},${labels?.join(' ') ?? ''},X-${String(number)}`);
  }
  return `${lines.join('\r\n')}\r\n`;
};

const imports = async (opened: Opened, rounds: number): Promise<readonly Row[]> => {
  const { client, folder } = opened;
  const path = join(folder, 'items.csv');
  writeFileSync(path, csv());
  const bytes = statSync(path).size;
  let project = await opened.newProject('IM');
  let made = 0;
  let grown = 0;
  const timings = await measure(
    [
      {
        name: 'ours',
        before: async () => {
          made += 1;
          project = await opened.newProject(`IM${String(made)}`);
          globalThis.gc?.();
        },
        run: async () => {
          const { import: id } = await client.imports.open({ project, fileName: 'items.csv', bytes });
          for await (const piece of createReadStream(path, { highWaterMark: IMPORT_CHUNK_MAX }))
            await client.imports.append({ import: id, base64: (piece as Buffer).toString('base64') });
          const { mapping } = await client.imports.preview({ import: id });
          const began = process.memoryUsage.rss();
          for await (const progress of await client.imports.run({ window: benchWindow, import: id, mapping })) {
            grown = Math.max(grown, process.memoryUsage.rss() - began);
            if (progress.kind === 'done' && progress.summary.created !== IMPORTED)
              throw new Error(`the import made ${String(progress.summary.created)} items`);
          }
          await client.imports.close({ import: id });
        },
      },
      {
        name: 'the parser alone',
        run: async () => {
          let rows = 0;
          for await (const _ of createReadStream(path).pipe(parse({ bom: true }))) rows += 1;
          if (rows !== IMPORTED + 1) throw new Error('the parser lost rows');
        },
      },
    ],
    rounds,
  );
  return [
    row(
      'import of 50,000 rows, checked and saved',
      'csv-parse alone',
      byName(timings, 'ours'),
      byName(timings, 'the parser alone'),
      null,
    ),
    {
      area: 'backlog',
      work: 'memory that an import takes',
      peer: 'information',
      unit: 'MiB',
      ours: grown / 1048576,
      theirs: bytes / 1048576,
      goal: null,
    },
  ];
};

/** The backlog at ten thousand items: what an act costs, what a key press costs, what an import costs. */
export const backlogArea: Area = async ({ quick }) => {
  const rounds = quick ? 2 : 7;
  const opened = await openBacklogFolder();
  try {
    const project = await opened.newProject('BE');
    await opened.fill(project, ITEMS);
    return {
      rows: [
        ...(await moves(opened, project, rounds)),
        ...(await bulk(opened, project, rounds)),
        ...(await imports(opened, quick ? 1 : 3)),
        ...(await backlogScreenRows(quick ? 2 : 5)),
      ],
      skipped: [],
    };
  } finally {
    await opened.end();
  }
};
