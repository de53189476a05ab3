import { ItemSource } from '../../backlog/item.ts';
import type { ReadItem } from '../readItem.ts';
import { cut, type RowScope, wrong } from './rowScope.ts';

/** By which names a row and its parent go, and where its original is. */
export const readIdentity = (
  scope: RowScope,
): Pick<ReadItem, 'system' | 'externalId' | 'rowId' | 'key' | 'url' | 'parent' | 'rank'> => {
  const { columns, cells, rules } = scope;
  const first = (field: 'sourceSystem' | 'externalId' | 'rowId' | 'key' | 'url' | 'parent' | 'rank'): string | null => {
    const text = columns.first(cells, field).trim();
    return text === '' ? null : text;
  };
  const url = first('url');
  if (url !== null && !ItemSource.shape.url.safeParse(url).success)
    wrong(scope, columns.columnOf('url'), `“${cut(url)}” is not a web address.`);
  const system = first('sourceSystem') ?? rules.system;
  if (!ItemSource.shape.system.safeParse(system).success)
    wrong(scope, columns.columnOf('sourceSystem'), 'The name of a source must have at most 30 characters.');
  const externalId = rules.identify({ externalId: first('externalId') ?? '', url: url ?? '' });
  if (externalId !== '' && !ItemSource.shape.externalId.safeParse(externalId).success)
    wrong(
      scope,
      columns.columnOf('externalId'),
      'The external id must have at most 200 characters and no control character.',
    );
  return {
    system,
    externalId: externalId === '' ? null : externalId,
    rowId: first('rowId'),
    key: first('key'),
    url,
    parent: first('parent'),
    rank: first('rank'),
  };
};
