import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import type { Place, TriageDecision } from '../../../../shared/backlog/contract.ts';
import { knownScales } from '../../../../shared/backlog/defaultSettings.ts';
import type { Item } from '../../../../shared/backlog/item.ts';
import type { CommentId, LinkId } from '../../../../shared/backlog/itemDetail.ts';
import { ranksBetween } from '../../../../shared/backlog/ranksBetween.ts';
import type { StatusId } from '../../../../shared/backlog/workflow.ts';
import type { ItemId, MemberId, SprintId, WindowId } from '../../../../shared/ids.ts';
import { lastItem } from '../itemOrderTable.ts';
import { takeItemNumber } from '../itemTable.ts';
import type { PlanningBed } from './planningBed.ts';

/** What an act may take hold of, and by which window it is done. */
export interface Hands {
  readonly bed: PlanningBed;
  readonly window: WindowId;
  readonly member: MemberId;
  readonly sprint: SprintId;
}

/** One thing a user does; it may well be refused. `pick` chooses from what is there at the time. */
type RandomAct = (hands: Hands) => Promise<unknown>;

const at = <Value>(list: readonly Value[], choice: number): Value | undefined => list[choice % list.length];
const chosen = (items: readonly Item[], choices: readonly number[]): ItemId[] => [
  ...new Set(choices.map((choice) => at(items, choice)?.id ?? ('' as ItemId))),
];
const placeAt = (items: readonly Item[], choice: number): Place => {
  const item = at([null, undefined, ...items], choice);
  return item === null ? 'top' : item === undefined ? 'bottom' : { after: item.id };
};

const choice = fc.nat(30);
const choices = fc.array(choice, { minLength: 1, maxLength: 3 });
const rating = fc.option(fc.integer({ min: 1, max: 10 }));
const estimate = fc.option(fc.constantFrom(0, 1, 2, 3, 5, 8, 13));
const status = fc.constantFrom('todo', 'doing', 'review', 'done', 'cancelled').map((id) => id as StatusId);
const labels = fc.subarray(['api', 'API', 'ui', 'docs']);

const create = fc
  .record({
    kind: fc.constantFrom('feature', 'bug', 'debt'),
    value: rating,
    urgency: rating,
    estimate,
    labels,
    place: choice,
    parent: choice,
  })
  .map(
    ({ place, parent, ...fields }): RandomAct =>
      async ({ bed, window }) => {
        const items = await bed.list();
        await bed.backlog.create({
          window,
          project: bed.project,
          item: { title: 'Sample', ...fields, parent: parent % 3 === 0 ? (at(items, parent)?.id ?? null) : null },
          place: placeAt(items, place),
        });
      },
  );

const edit = fc
  .record({
    which: choices,
    patch: fc.record(
      {
        title: fc.constantFrom('One', 'Two'),
        status,
        statusReason: fc.constantFrom('', 'Why not'),
        estimate,
        value: rating,
        urgency: rating,
        effort: rating,
        addLabels: labels,
        removeLabels: labels,
      },
      { requiredKeys: [] },
    ),
    relate: fc.nat(5),
    parent: choice,
  })
  .map(
    ({ which, patch, relate, parent }): RandomAct =>
      async ({ bed, window, member, sprint }) => {
        const items = await bed.list();
        const relations = [
          {},
          { parent: at(items, parent)?.id ?? null },
          { parent: null },
          { assignee: member },
          { sprint },
          { sprint: null },
        ];
        await bed.backlog.edit({ window, items: chosen(items, which), patch: { ...patch, ...relations[relate] } });
      },
  );

const move = fc.record({ which: choices, place: choice }).map(
  ({ which, place }): RandomAct =>
    async ({ bed, window }) => {
      const items = await bed.list();
      await bed.backlog.move({ window, items: chosen(items, which), place: placeAt(items, place) });
    },
);

const rank = fc.boolean().map(
  (keepPlaced): RandomAct =>
    ({ bed, window }) =>
      bed.backlog.rankByScore({ window, project: bed.project, keepPlaced }),
);

const split = fc.record({ which: choice, parts: fc.array(estimate, { minLength: 1, maxLength: 3 }) }).map(
  ({ which, parts }): RandomAct =>
    async ({ bed, window }) => {
      const item = at(await bed.list(), which);
      await bed.backlog.split({
        window,
        item: item?.id ?? ('' as ItemId),
        parts: parts.map((points, n) => ({ title: `Part ${n}`, estimate: points })),
      });
    },
);

const remove = choices.map(
  (which): RandomAct =>
    async ({ bed, window }) => {
      await bed.backlog.remove({ window, items: chosen(await bed.list(), which) });
    },
);

/** Two items come from outside, as an import brings them. */
export const arrive = (bed: PlanningBed, window: WindowId): void =>
  bed.acts.commit({ project: bed.project, window }, (make) => {
    const ranks = ranksBetween(lastItem(bed.db, bed.project)?.rank ?? null, null, 2);
    for (const rank of ranks) make.insert('item', waiting(bed, rank));
    return { result: undefined, act: { verb: 'import.run', entity: 'item', id: '', summary: 'Import two items' } };
  });

const waiting = (bed: PlanningBed, rank: string) => ({
  id: randomUUID() as ItemId,
  projectId: bed.project,
  number: takeItemNumber(bed.db, bed.project),
  kind: 'bug' as const,
  title: 'From outside',
  description: '',
  status: 'todo' as StatusId,
  statusReason: '',
  estimate: null,
  value: null,
  urgency: null,
  effort: null,
  labels: [],
  assignee: null,
  sprint: null,
  parent: null,
  rank,
  placedByHand: false,
  source: { system: 'csv', externalId: randomUUID(), url: null },
  triage: { state: 'waiting' as const },
  createdAt: 1,
  startedAt: null,
  endedAt: null,
});

const triage = fc
  .record({ which: choices, decision: fc.constantFrom('accept', 'decline', 'snooze', 'duplicate'), other: choice })
  .map(
    ({ which, decision, other }): RandomAct =>
      async ({ bed, window }) => {
        const items = await bed.list();
        const decisions: Readonly<Record<typeof decision, TriageDecision>> = {
          accept: { kind: 'accept', place: placeAt(items, other) },
          decline: { kind: 'decline', reason: 'Not ours' },
          snooze: { kind: 'snooze', until: bed.folder.clock.now() + 1000 },
          duplicate: { kind: 'duplicate', of: at(items, other)?.id ?? ('' as ItemId) },
        };
        const inbox = items.filter((item) => item.triage !== null);
        await bed.backlog.triage({ window, items: chosen(inbox, which), decision: decisions[decision] });
      },
  );

const link = fc.record({ from: choice, to: choice, kind: fc.constantFrom('blocks', 'duplicates', 'relates') }).map(
  ({ from, to, kind }): RandomAct =>
    async ({ bed, window }) => {
      const items = await bed.list();
      const [one, other] = [at(items, from), at(items, to)];
      await bed.backlog.link({ window, from: one?.id ?? ('' as ItemId), to: other?.id ?? ('' as ItemId), kind });
    },
);

/** The ids of rows that hang on items of the project. */
const idsIn = <Id extends string>({ db, project }: PlanningBed, sql: string): readonly Id[] =>
  db.prepare<[string], Id>(sql).pluck().all(project);

const unlink = choice.map(
  (which): RandomAct =>
    async ({ bed, window }) => {
      const links = idsIn<LinkId>(bed, 'SELECT id FROM item_link WHERE project_id = ? ORDER BY rowid');
      await bed.backlog.unlink({ window, link: at(links, which) ?? ('' as LinkId) });
    },
);

const comment = fc
  .record({
    which: choice,
    act: fc.constantFrom('add', 'change', 'remove'),
    text: fc.constantFrom('One', 'Two'),
  })
  .map(
    ({ which, act, text }): RandomAct =>
      async ({ bed, window }) => {
        const item = at(await bed.list(), which)?.id ?? ('' as ItemId);
        if (act === 'add') return bed.backlog.comment({ window, item, text });
        const known = idsIn<CommentId>(
          bed,
          'SELECT c.id FROM comment c JOIN item i ON i.id = c.item_id WHERE i.project_id = ? ORDER BY c.rowid',
        );
        const one = at(known, which) ?? ('' as CommentId);
        if (act === 'change') return bed.backlog.editComment({ window, comment: one, text });
        return bed.backlog.removeComment({ window, comment: one });
      },
  );

const view = fc
  .record({
    which: choice,
    act: fc.constantFrom('save', 'change', 'remove'),
    name: fc.constantFrom('Bugs', 'Mine', 'All'),
  })
  .map(
    ({ which, act, name }): RandomAct =>
      async ({ bed, window }) => {
        const { project } = bed;
        const known = at(await bed.backlog.views({ project }), which)?.id ?? null;
        if (act === 'remove') return bed.backlog.removeView({ window, view: known ?? ('' as never) });
        const layout = { columns: [], group: null, sort: null };
        return bed.backlog.saveView({
          window,
          project,
          id: act === 'save' ? null : known,
          view: { name, filter: { text: name }, layout },
        });
      },
  );

const settings = fc
  .record({
    scale: fc.constantFrom('fibonacci', 'linear'),
    drop: fc.boolean(),
    doneIs: fc.constantFrom('done', 'doing'),
  })
  .map(
    ({ scale, drop, doneIs }): RandomAct =>
      async ({ bed, window }) => {
        const { project } = bed;
        const before = await bed.backlog.settings({ project });
        const workflow = before.workflow
          .filter(({ id }) => !(drop && id === 'qa'))
          .map((each) => (each.id === 'review' ? { ...each, category: doneIs } : each));
        await bed.backlog.saveSettings({
          window,
          project,
          settings: { ...before, workflow, scale: knownScales[scale] },
        });
      },
  );

/** Anything a user can do to the backlog. */
export const randomAct: fc.Arbitrary<RandomAct> = fc.oneof(
  { weight: 6, arbitrary: create },
  { weight: 5, arbitrary: edit },
  { weight: 4, arbitrary: move },
  { weight: 1, arbitrary: rank },
  { weight: 2, arbitrary: split },
  { weight: 2, arbitrary: remove },
  { weight: 2, arbitrary: fc.constant<RandomAct>(async ({ bed, window }) => arrive(bed, window)) },
  { weight: 3, arbitrary: triage },
  { weight: 3, arbitrary: link },
  { weight: 1, arbitrary: unlink },
  { weight: 3, arbitrary: comment },
  { weight: 2, arbitrary: view },
  { weight: 1, arbitrary: settings },
);

/** Refusals are part of the game; a fault of Pitwall's own is not. */
const expected = new Set(['GONE', 'REFUSED', 'IN_USE', 'NAME_TAKEN', 'CONFLICT']);

/** Does it; false when it was refused, for a choice from nothing (a malformed id) too. */
export const tried = async (act: RandomAct, hands: Hands): Promise<boolean> => {
  try {
    await act(hands);
    return true;
  } catch (error) {
    const { code } = error as { readonly code?: string };
    if (code !== undefined && (expected.has(code) || code === 'BAD_REQUEST')) return false;
    throw error;
  }
};

/** Everything that planning keeps of a project, but for when and by which line of the ledger it was written. */
export const dump = ({ db, project }: PlanningBed): string => {
  const rows = (sql: string) => db.prepare<[string], object>(sql).all(project);
  return JSON.stringify(
    {
      items: rows('SELECT * FROM item WHERE project_id = ? ORDER BY id').map((row) => ({
        ...row,
        updated_at: undefined,
        revision: undefined,
      })),
      comments: rows('SELECT c.* FROM comment c JOIN item i ON i.id = c.item_id WHERE i.project_id = ? ORDER BY c.id'),
      links: rows('SELECT * FROM item_link WHERE project_id = ? ORDER BY id'),
      views: rows('SELECT * FROM saved_view WHERE project_id = ? ORDER BY id'),
      planning: rows('SELECT * FROM planning WHERE project_id = ?'),
      members: rows('SELECT * FROM member WHERE project_id = ? ORDER BY id'),
      sprints: rows('SELECT * FROM sprint WHERE project_id = ? ORDER BY id'),
    },
    null,
    1,
  );
};
