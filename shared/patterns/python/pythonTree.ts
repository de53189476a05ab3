import type { SyntaxNode, Tree } from '@lezer/common';
import { parser } from '@lezer/python';

/** A Python text with its tree; the grammar never refuses a text, it marks what it could not read. */
export interface PythonTree {
  readonly text: string;
  readonly tree: Tree;
}

export const parsePython = (text: string): PythonTree => ({ text, tree: parser.parse(text) });

/** The children of a node, punctuation included. */
export const childrenOf = (node: SyntaxNode): readonly SyntaxNode[] => {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) found.push(child);
  return found;
};

/** Where the grammar first lost its way, as a line from 1; null when it read everything. */
export const firstLostLine = ({ text, tree }: PythonTree): number | null => {
  let at: number | null = null;
  tree.iterate({
    enter: (node) => {
      if (at === null && node.type.isError) at = node.from;
      return at === null;
    },
  });
  return at === null ? null : (text.slice(0, at).match(/\r\n|\r|\n/g)?.length ?? 0) + 1;
};

/** `a.b.c` as its parts; null when the expression is anything else. */
export const dottedName = (text: string, node: SyntaxNode): readonly string[] | null => {
  const parts: string[] = [];
  let at = node;
  while (at.name === 'MemberExpression') {
    const property = at.lastChild;
    if (property?.name !== 'PropertyName' || at.firstChild === null) return null;
    parts.unshift(text.slice(property.from, property.to));
    at = at.firstChild;
  }
  return at.name === 'VariableName' ? [text.slice(at.from, at.to), ...parts] : null;
};

/** An argument of a call. */
export interface PythonArgument {
  /** null: by position. */
  readonly keyword: string | null;
  readonly starred: boolean;
  readonly value: SyntaxNode;
}

/** The arguments of an `ArgList`, in their order. */
export const argumentsOf = (text: string, list: SyntaxNode): readonly PythonArgument[] => {
  const found: PythonArgument[] = [];
  let keyword: string | null = null;
  let starred = false;
  for (const child of childrenOf(list)) {
    if (child.name === '(' || child.name === ')' || child.name === 'Comment') continue;
    if (child.name === ',') {
      keyword = null;
      starred = false;
    } else if (child.name === '*' || child.name === '**') starred = true;
    else if (child.name === 'VariableName' && child.nextSibling?.name === 'AssignOp')
      keyword = text.slice(child.from, child.to);
    else if (child.name !== 'AssignOp') found.push({ keyword, starred, value: child });
  }
  return found;
};

/** A call's callee and its list of arguments. */
export const callParts = (call: SyntaxNode): { readonly callee: SyntaxNode; readonly args: SyntaxNode } | null => {
  const callee = call.firstChild;
  const args = call.lastChild;
  return call.name === 'CallExpression' && callee !== null && args?.name === 'ArgList' ? { callee, args } : null;
};

/** An expression without the parentheses around it. */
export const unwrapped = (node: SyntaxNode): SyntaxNode => {
  let at = node;
  while (at.name === 'ParenthesizedExpression') {
    const inner = childrenOf(at).find(({ name }) => name !== '(' && name !== ')' && name !== 'Comment');
    if (inner === undefined) break;
    at = inner;
  }
  return at;
};
