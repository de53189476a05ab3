import { randomUUID } from 'node:crypto';
import { findChain } from '../../../shared/backlog/findChain.ts';
import { LinkId, type LinkKind } from '../../../shared/backlog/itemDetail.ts';
import type { ItemId, WindowId } from '../../../shared/ids.ts';
import type { BacklogDeps } from './backlogDeps.ts';
import { gone, itemKey, needItem, needItems, needProject, refused } from './backlogGuards.ts';
import { listLinked, readLink } from './linkTable.ts';

const verbs: Readonly<Record<LinkKind, string>> = {
  blocks: 'blocks',
  duplicates: 'duplicates',
  relates: 'relates to',
};

/** Links two items. A link that is there already is no act; one that would close a circle is refused, and the message names the circle. */
export const linkItems = (
  deps: BacklogDeps,
  input: { readonly window: WindowId; readonly from: ItemId; readonly to: ItemId; readonly kind: LinkKind },
): void => {
  const { db } = deps;
  const { from, to, kind } = input;
  if (from === to) throw refused('An item cannot be linked to itself.', 'Choose another item.');
  const { project, projectKey } = needItems(deps, [from, to]);
  const keyOf = (id: ItemId) => itemKey(projectKey, needItem(deps, id));
  deps.acts.commit({ project, window: input.window }, (edit) => {
    const there =
      listLinked(db, from, kind).includes(to) || (kind === 'relates' && listLinked(db, to, kind).includes(from));
    if (there) return { result: undefined, act: null };
    const circle = kind === 'relates' ? null : findChain(to, from, (item) => listLinked(db, item, kind));
    if (circle !== null)
      throw refused(
        `${keyOf(from)} cannot ${kind === 'blocks' ? 'block' : 'duplicate'} ${keyOf(to)}: ${circle.map(keyOf).join(` ${verbs[kind]} `)} already.`,
        'Remove one of those links first.',
      );
    const id = LinkId.parse(randomUUID());
    edit.insert('link', { id, projectId: project, from, to, kind });
    return {
      result: undefined,
      act: { verb: 'link.create', entity: 'link', id, summary: `Link: ${keyOf(from)} ${verbs[kind]} ${keyOf(to)}` },
    };
  });
};

export const unlinkItems = (deps: BacklogDeps, input: { readonly window: WindowId; readonly link: LinkId }): void => {
  const link = readLink(deps.db, input.link);
  if (link === null) throw gone('link', input.link);
  const projectKey = needProject(deps, link.projectId);
  const keyOf = (id: ItemId) => itemKey(projectKey, needItem(deps, id));
  deps.acts.commit({ project: link.projectId, window: input.window }, (edit) => {
    edit.remove('link', link.id);
    return {
      result: undefined,
      act: {
        verb: 'link.remove',
        entity: 'link',
        id: link.id,
        summary: `Remove the link: ${keyOf(link.from)} ${verbs[link.kind]} ${keyOf(link.to)}`,
      },
    };
  });
};
