import type { SyntaxNode } from '@lezer/common';
import { childrenOf } from './pythonTree.ts';

/** A parameter of a function or a lambda. */
export interface PythonParameter {
  readonly name: string;
  readonly node: SyntaxNode;
  readonly annotation: SyntaxNode | null;
  readonly fallback: SyntaxNode | null;
}

/** The parameters of a `ParamList`. */
export const parametersOf = (text: string, list: SyntaxNode): readonly PythonParameter[] => {
  const found: PythonParameter[] = [];
  let open: { name: string; node: SyntaxNode; annotation: SyntaxNode | null; fallback: SyntaxNode | null } | null =
    null;
  const close = () => {
    if (open !== null) found.push(open);
    open = null;
  };
  for (const child of childrenOf(list)) {
    if (child.name === ',' || child.name === ')') close();
    else if (child.name === 'TypeDef' && open !== null) open.annotation = annotationOf(child);
    else if (child.name === 'VariableName' && open === null)
      open = { name: text.slice(child.from, child.to), node: child, annotation: null, fallback: null };
    else if (open !== null && !['AssignOp', 'Comment'].includes(child.name)) open.fallback = child;
  }
  close();
  return found;
};

/** The expression of a `TypeDef`, `: T` or `-> T`. */
export const annotationOf = (typeDef: SyntaxNode): SyntaxNode | null =>
  childrenOf(typeDef).find(({ name }) => name !== ':' && name !== '->' && name !== 'Comment') ?? null;
