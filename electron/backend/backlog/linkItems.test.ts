import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Item } from '../../../shared/backlog/item.ts';
import type { LinkKind } from '../../../shared/backlog/itemDetail.ts';
import { type PlanningBed, planningBed } from './testing/planningBed.ts';

let bed: PlanningBed;
let items: readonly Item[];
beforeEach(async () => {
  bed = planningBed();
  const made: Item[] = [];
  for (const title of ['one', 'two', 'three']) made.push(await bed.create({ title }));
  items = made;
  bed.published.length = 0;
});
afterEach(() => bed.remove());

const id = (at: number) => items[at]?.id ?? ('' as Item['id']);
const link = (from: number, to: number, kind: LinkKind) =>
  bed.backlog.link({ window: bed.window, from: id(from), to: id(to), kind });
const linksOf = async (at: number) => (await bed.backlog.detail({ item: id(at) })).links;

describe('a link', () => {
  it('P13 is on both items, told to both, and goes and comes with an undo', async () => {
    await link(0, 1, 'blocks');
    expect(await linksOf(0)).toEqual(await linksOf(1));
    expect(bed.published).toEqual([`item ${id(0)}`, `item ${id(1)}`, 'ledger null']);
    const [made] = await linksOf(0);
    await bed.backlog.unlink({ window: bed.window, link: made?.id ?? ('' as never) });
    expect(await linksOf(0)).toEqual([]);
    await bed.undo();
    expect(await linksOf(1)).toEqual([made]);
    expect(bed.done().slice(0, 3)).toEqual([
      'Undo: Remove the link: TR-1 blocks TR-2',
      'Remove the link: TR-1 blocks TR-2',
      'Link: TR-1 blocks TR-2',
    ]);
  });

  it('P13 that is there already is no act', async () => {
    await link(0, 1, 'relates');
    await link(1, 0, 'relates');
    await link(0, 1, 'relates');
    expect((await linksOf(0)).length).toBe(1);
    expect(bed.done()).toHaveLength(4);
  });

  it('P13 that would close a circle is refused, and the message names it', async () => {
    await link(0, 1, 'blocks');
    await link(1, 2, 'blocks');
    await link(2, 0, 'relates');
    await expect(link(2, 0, 'blocks')).rejects.toMatchObject({
      code: 'REFUSED',
      message: 'TR-3 cannot block TR-1: TR-1 blocks TR-2 blocks TR-3 already.',
    });
    await link(0, 1, 'duplicates');
    await expect(link(1, 0, 'duplicates')).rejects.toMatchObject({
      message: 'TR-2 cannot duplicate TR-1: TR-1 duplicates TR-2 already.',
    });
  });

  it('P13 to itself, to another project or to nothing is refused', async () => {
    await expect(link(0, 0, 'relates')).rejects.toMatchObject({ code: 'REFUSED' });
    const stranger = await bed.backlog.create({
      window: bed.window,
      project: bed.addProject('OT'),
      item: { kind: 'bug', title: 'elsewhere' },
      place: 'top',
    });
    const to = (other: Item['id']) => bed.backlog.link({ window: bed.window, from: id(0), to: other, kind: 'relates' });
    await expect(to(stranger.id)).rejects.toMatchObject({ code: 'REFUSED' });
    await expect(to(randomUUID() as Item['id'])).rejects.toMatchObject({ code: 'GONE', data: { what: 'item' } });
    await expect(bed.backlog.unlink({ window: bed.window, link: randomUUID() as never })).rejects.toMatchObject({
      code: 'GONE',
      data: { what: 'link' },
    });
  });
});

describe('a comment', () => {
  it('P13 is added, changed and deleted, each in the history; the item itself is not changed by it', async () => {
    const before = await bed.list();
    await bed.backlog.comment({ window: bed.window, item: id(0), text: ' Noted. ' });
    bed.folder.clock.move(1000);
    await bed.backlog.comment({ window: bed.window, item: id(0), text: 'Noted **too**.' });
    const { comments } = await bed.backlog.detail({ item: id(0) });
    expect(comments.map(({ text, author, editedAt }) => [text, author, editedAt])).toEqual([
      ['Noted.', 'lead@desk', null],
      ['Noted **too**.', 'lead@desk', null],
    ]);
    const comment = comments[0]?.id ?? ('' as never);
    await bed.backlog.editComment({ window: bed.window, comment, text: 'Noted.' });
    await bed.backlog.editComment({ window: bed.window, comment, text: 'Seen.' });
    expect((await bed.backlog.detail({ item: id(0) })).comments[0]).toMatchObject({
      text: 'Seen.',
      editedAt: bed.folder.clock.now(),
    });
    await bed.backlog.removeComment({ window: bed.window, comment });
    expect((await bed.backlog.detail({ item: id(0) })).comments).toHaveLength(1);
    await expect(bed.backlog.removeComment({ window: bed.window, comment })).rejects.toMatchObject({
      code: 'GONE',
      data: { what: 'comment' },
    });
    expect(bed.done().slice(0, 4)).toEqual([
      'Delete a comment on TR-1',
      'Change a comment on TR-1',
      'Comment on TR-1',
      'Comment on TR-1',
    ]);
    expect(bed.published.filter((each) => each !== 'ledger null')).toEqual(Array(4).fill(`item ${id(0)}`));
    expect(await bed.list()).toEqual(before);
  });
});
