import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { StoredItem } from '../../../shared/backlog/planningRows.ts';
import { ranksBetween } from '../../../shared/backlog/ranksBetween.ts';
import { withLabels } from '../../../shared/backlog/withLabels.ts';
import type { StatusId } from '../../../shared/backlog/workflow.ts';
import type { ItemId, MemberId, ProjectId, SprintId } from '../../../shared/ids.ts';
import type { FileKind } from '../../../shared/imports/contract.ts';
import { hostileLine, hostileText } from '../../../shared/imports/testing/hostileText.ts';
import { createApiInterceptor } from '../apiErrors.ts';
import { lastItem } from '../backlog/itemOrderTable.ts';
import { findItemBySource, listStoredItems, readItem } from '../backlog/itemTable.ts';
import { planningSettingsOf } from '../backlog/planningTable.ts';
import { planningBed } from '../backlog/testing/planningBed.ts';
import { getProjectKey } from '../projects/projectTable.ts';
import { listSprints } from '../sprints/sprintTable.ts';
import { listMembers } from '../team/memberTable.ts';
import { createImportsHandlers } from './importsHandlers.ts';
import { joined } from './testing/importBed.ts';

/** Runs of each property; PITWALL_ROUND_TRIPS=1000 does more. */
const RUNS = Number(process.env.PITWALL_ROUND_TRIPS ?? 40);
const names = ['Ada Sample', '=Grace', "O'Sample, Jr."] as const;
const sprintNames = ['Sprint 1', '@Sprint “2”'] as const;

/** Planning with imports on a database of its own. */
const open = () => {
  const bed = planningBed();
  const { db, acts, folder } = bed;
  const imports = createImportsHandlers({
    db,
    acts,
    clock: folder.clock,
    folder: join(folder.dir, 'imports'),
    projectKeyOf: (id) => getProjectKey(db, id),
    settingsOf: (id) => planningSettingsOf(db, id, 'UTC'),
    membersOf: (id) => listMembers(db, id),
    sprintsOf: (id) => listSprints(db, id),
    items: {
      read: (id) => readItem(db, id),
      bySource: (project, source) => findItemBySource(db, project, source),
      stored: (project) => listStoredItems(db, project),
      lastRank: (project) => lastItem(db, project)?.rank ?? null,
    },
  });
  const client = createRouterClient(imports.router, { interceptors: [createApiInterceptor(folder.log, () => 'id')] });
  return {
    bed,
    client,
    /** A new project with the team and the sprints that all have. */
    begin: () => {
      bed.nextProject();
      return {
        members: names.map((name) => bed.addMember(name)),
        sprints: sprintNames.map((name) => bed.addSprint(name)),
      };
    },
    exported: async (format: FileKind) => joined(await client.exportFile({ project: bed.project, format })),
    stored: () => listStoredItems(db, bed.project),
  };
};

let from: ReturnType<typeof open>;
let to: ReturnType<typeof open>;
beforeAll(() => {
  from = open();
  to = open();
});
afterAll(() => {
  from.bed.folder.remove();
  to.bed.folder.remove();
});

const instants = fc.integer({ min: 0, max: Date.UTC(2200, 0, 1) });
const orNull = <Value>(values: fc.Arbitrary<Value>) => fc.option(values, { nil: null });
const ratings = orNull(fc.integer({ min: 1, max: 10 }));

const drafts = fc.array(
  fc.record({
    kind: fc.constantFrom('feature', 'bug', 'debt'),
    title: hostileLine(500),
    description: hostileText,
    status: fc.constantFrom('todo', 'doing', 'review', 'qa', 'done', 'cancelled'),
    statusReason: fc.oneof(fc.constant(''), hostileLine(100)),
    estimate: orNull(fc.constantFrom(0, 1, 2, 3, 5, 8, 13, 21)),
    value: ratings,
    urgency: ratings,
    effort: ratings,
    labels: fc.array(hostileLine(50), { maxLength: 4 }).map((labels) => [...withLabels([], labels)]),
    assignee: orNull(fc.nat(names.length - 1)),
    sprint: orNull(fc.nat(sprintNames.length - 1)),
    parent: orNull(fc.nat()),
    placedByHand: fc.boolean(),
    source: orNull(
      fc.record({
        system: fc.constantFrom('alert', 'jira', '=cmd'),
        externalId: hostileLine(30),
        url: orNull(fc.constantFrom('https://sample.example/1?a=b,c', 'http://sample.example/"x"')),
      }),
    ),
    triage: orNull(
      fc.oneof(
        fc.constant({ state: 'waiting' as const }),
        instants.map((until) => ({ state: 'snoozed' as const, until })),
      ),
    ),
    createdAt: instants,
    startedAt: orNull(instants),
    endedAt: orNull(instants),
    gap: fc.integer({ min: 1, max: 3 }),
    place: fc.nat(),
  }),
  { maxLength: 8 },
);

type Draft = Parameters<Parameters<typeof drafts.map>[0]>[0][number];

/** Items whose parents have a lower place in the list, whose numbers have gaps, and whose order is another than that of their numbers. */
const itemsOf = (
  list: readonly Draft[],
  project: ProjectId,
  members: readonly MemberId[],
  sprints: readonly SprintId[],
): readonly StoredItem[] => {
  const ids = list.map(() => randomUUID() as ItemId);
  const ranks = ranksBetween(null, null, list.length);
  const order = list.map((_, at) => at).sort((one, other) => (list[one]?.place ?? 0) - (list[other]?.place ?? 0));
  const sources = new Set<string>();
  let number = 0;
  return list.map(({ gap, place, parent, assignee, sprint, status, source, ...fields }, at) => {
    number += gap;
    const name = `${source?.system}\n${source?.externalId}`;
    const isTwin = sources.has(name);
    sources.add(name);
    return {
      ...fields,
      kind: fields.kind as StoredItem['kind'],
      id: ids[at] as ItemId,
      projectId: project,
      number,
      status: status as StatusId,
      rank: ranks[order.indexOf(at)] ?? '',
      assignee: assignee === null ? null : (members[assignee] ?? null),
      sprint: sprint === null ? null : (sprints[sprint] ?? null),
      parent: parent === null || at === 0 ? null : (ids[parent % at] ?? null),
      source: isTwin ? null : source,
    };
  });
};

const imported = async (fileName: string, text: string) => {
  const { client, bed } = to;
  const bytes = Buffer.from(text);
  const { import: id } = await client.open({ project: bed.project, fileName, bytes: bytes.length });
  await client.append({ import: id, base64: bytes.toString('base64') });
  const { mapping } = await client.preview({ import: id });
  for await (const event of await client.run({ import: id, mapping, window: bed.window }))
    if (event.kind === 'done') {
      await client.close({ import: id });
      return event.summary;
    }
  throw new Error('no summary');
};

it.each(['csv', 'json'] as const)(
  'P15 exports, imports and exports again byte by byte as %s, whatever the items say',
  async (format) => {
    await fc.assert(
      fc.asyncProperty(drafts, async (list) => {
        // Both databases count their projects, so the keys are the same.
        const { members, sprints } = from.begin();
        to.begin();
        const items = itemsOf(list, from.bed.project, members, sprints);
        from.bed.acts.commit({ project: from.bed.project, window: from.bed.window }, (edit) => {
          for (const item of items) edit.insert('item', item);
          const id = items[0]?.id ?? '';
          return { result: null, act: { verb: 'test', entity: 'item', id, summary: 'Make some items' } };
        });
        const first = await from.exported(format);
        expect(await imported(`sample.${format}`, first)).toMatchObject({
          rows: items.length,
          created: items.length,
          errors: [],
          unknown: [],
        });
        const second = await to.exported(format);
        expect(Buffer.from(second).equals(Buffer.from(first)), `${first}\n---\n${second}`).toBe(true);
        expect(await imported(`sample.${format}`, first)).toMatchObject({
          unchanged: items.length,
          created: 0,
          updated: 0,
        });
      }),
      { numRuns: RUNS },
    );
  },
);

it('P15 exports nothing that a spreadsheet could take for a formula', async () => {
  await fc.assert(
    fc.asyncProperty(drafts, async (list) => {
      const { members, sprints } = from.begin();
      to.begin();
      const items = itemsOf(list, from.bed.project, members, sprints);
      from.bed.acts.commit({ project: from.bed.project, window: from.bed.window }, (edit) => {
        for (const item of items) edit.insert('item', item);
        const id = items[0]?.id ?? '';
        return { result: null, act: { verb: 'test', entity: 'item', id, summary: 'Make some items' } };
      });
      const text = await from.exported('csv');
      const cells: readonly string[] = parse(text, { bom: true }).flat();
      expect(cells.filter((cell) => /^["]*[=+\-@\t\r\n＝＋－＠]/.test(cell))).toEqual([]);
    }),
    { numRuns: Math.ceil(RUNS / 4) },
  );
});
