import type { Item } from '../backlog/item.ts';
import type { BranchTypes } from './repositorySettings.ts';

/** Characters of a slug: what a terminal's line and a server's list of branches still show whole. */
const SLUG_MAX = 48;

/** A title as a part of a branch name: lower-case ASCII letters, digits and single dashes, cut at a word where there is one. Empty when nothing is left. */
export const slugOf = (title: string): string => {
  const plain = title
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’]/g, '')
    .replace(/ß/g, 'ss')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  if (plain.length <= SLUG_MAX) return plain;
  const cut = plain.slice(0, SLUG_MAX + 1);
  const word = cut.lastIndexOf('-');
  return (word > SLUG_MAX / 2 ? cut.slice(0, word) : cut.slice(0, SLUG_MAX)).replace(/-+$/, '');
};

/** The branch of an item: `type/KEY-slug`, or `type/KEY` when the title has nothing that a slug may hold. */
export const branchNameOf = (
  types: BranchTypes,
  { kind, key, title }: Pick<Item, 'kind' | 'key' | 'title'>,
): string => {
  const slug = slugOf(title);
  return `${types[kind]}/${key}${slug === '' ? '' : `-${slug}`}`;
};

/** The number of the item that a branch name carries; null when it names none of this project.
 *
 * The key stands alone: not within a word, and not followed by another digit. Upper and lower case are the same. */
export const itemNumberIn = (branch: string, projectKey: string): number | null => {
  const key = projectKey.replace(/[^A-Za-z0-9]/g, '\\$&');
  const digits = new RegExp(`(?:^|[^A-Za-z0-9])${key}-([1-9][0-9]{0,8})(?![A-Za-z0-9])`, 'i').exec(branch)?.[1];
  return digits === undefined ? null : Number(digits);
};

/** Whether a branch is named as the project wants it: `type/KEY-slug` with one of its types. */
export const isWellNamed = (branch: string, types: BranchTypes, projectKey: string): boolean => {
  const slash = branch.indexOf('/');
  const rest = branch.slice(slash + 1);
  return (
    slash > 0 &&
    Object.values(types).includes(branch.slice(0, slash)) &&
    rest.startsWith(`${projectKey}-`) &&
    /^[1-9][0-9]*(-[a-z0-9]+)*$/.test(rest.slice(projectKey.length + 1))
  );
};
