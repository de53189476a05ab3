import type { SyntaxNode } from '@lezer/common';

/** Who runs an expression. */
export interface PythonContext {
  readonly kind: 'module' | 'async' | 'sync' | 'lambda';
  /** The function or lambda; null at the top. */
  readonly node: SyntaxNode | null;
}

/** Whether a `FunctionDefinition` begins with `async`. */
export const isAsync = (definition: SyntaxNode): boolean => definition.firstChild?.name === 'async';

/** The function in whose body a node runs: a default value and an annotation run where the function is defined, not in it. */
export const contextOf = (node: SyntaxNode): PythonContext => {
  let inner = node;
  for (let at = node.parent; at !== null; inner = at, at = at.parent) {
    const inside = inner.name !== 'ParamList' && inner.name !== 'TypeDef';
    if (at.name === 'LambdaExpression' && inside) return { kind: 'lambda', node: at };
    if (at.name === 'FunctionDefinition' && inside) return { kind: isAsync(at) ? 'async' : 'sync', node: at };
  }
  return { kind: 'module', node: null };
};

/** Every node below a function that runs as part of it, in the order of the text; `visit` returns false to leave out what is below a node. */
export const eachNodeOf = (definition: SyntaxNode, visit: (node: SyntaxNode) => boolean): void => {
  const cursor = definition.cursor();
  if (!cursor.firstChild()) return;
  let depth = 1;
  let down = true;
  for (;;) {
    const nested = /^(FunctionDefinition|ClassDefinition|LambdaExpression)$/.test(cursor.name);
    if (down && !nested && visit(cursor.node) && cursor.firstChild()) depth += 1;
    else if (cursor.nextSibling()) down = true;
    else {
      if (--depth === 0) return;
      cursor.parent();
      down = false;
    }
  }
};
