import type { SyntaxNode, Tree } from '@lezer/common';
import { childrenOf } from './pythonTree.ts';

/** What a module imports: each local name with the whole name it stands for, and the modules it takes every name of. */
export interface ImportedNames {
  readonly names: ReadonlyMap<string, string>;
  readonly starred: readonly string[];
  /** Every module that an import names. */
  readonly modules: ReadonlySet<string>;
}

/** Reads every import of a file, those inside functions too: a name means the same wherever it is imported. */
export const importedNames = (text: string, tree: Tree): ImportedNames => {
  const names = new Map<string, string>();
  const starred: string[] = [];
  const modules = new Set<string>();
  const cursor = tree.cursor();
  do {
    if (cursor.name === 'ImportStatement') readImport(text, cursor.node, names, starred, modules);
  } while (cursor.next());
  return { names, starred, modules };
};

const readImport = (
  text: string,
  statement: SyntaxNode,
  names: Map<string, string>,
  starred: string[],
  modules: Set<string>,
): void => {
  const words = childrenOf(statement)
    .filter(({ name }) => !['(', ')', 'Comment'].includes(name))
    .map(({ from, to }) => text.slice(from, to));
  const cut = words.indexOf('import');
  if (cut < 0) return;
  const module = words[0] === 'from' ? words.slice(1, cut).join('') : null;
  if (module !== null) modules.add(module);
  for (const each of splitAtCommas(words.slice(cut + 1))) {
    const as = each.indexOf('as');
    const whole = (as < 0 ? each : each.slice(0, as)).join('');
    const alias = as < 0 ? null : (each[as + 1] ?? null);
    if (whole === '') continue;
    if (module === null) {
      modules.add(whole);
      const first = whole.split('.')[0] ?? whole;
      if (alias === null) names.set(first, first);
      else names.set(alias, whole);
    } else if (whole === '*') starred.push(module);
    else names.set(alias ?? whole, `${module}.${whole}`);
  }
};

const splitAtCommas = (words: readonly string[]): readonly (readonly string[])[] => {
  const parts: string[][] = [[]];
  for (const word of words)
    if (word === ',') parts.push([]);
    else parts.at(-1)?.push(word);
  return parts;
};
