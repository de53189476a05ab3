import type { SyntaxNode } from '@lezer/common';
import { parametersOf } from './pythonParameters.ts';
import { childrenOf, type PythonTree } from './pythonTree.ts';

/** One way in which a name gets its value; `entered` by a `with`, `iterated` by a `for`. */
export interface Binding {
  readonly how: 'value' | 'entered' | 'iterated' | 'parameter' | 'function' | 'class' | 'unknown';
  readonly annotation: SyntaxNode | null;
  /** The value, the default of a parameter, or the definition itself. */
  readonly value: SyntaxNode | null;
  readonly scope: PythonScope;
}

/** What a module, class, function or lambda binds. */
export interface PythonScope {
  readonly kind: 'module' | 'class' | 'function' | 'lambda';
  readonly node: SyntaxNode;
  readonly parent: PythonScope | null;
  readonly bindings: Map<string, Binding[]>;
  /** Of a class: what its methods put on `self`. */
  readonly attributes: Map<string, Binding[]>;
}

/** The scopes of a file, each found by a node inside it. */
export interface PythonScopes {
  readonly at: (node: SyntaxNode) => PythonScope;
}

const keyOf = (node: SyntaxNode): string => `${node.from}:${node.to}:${node.name}`;

const scopeKinds: Readonly<Record<string, PythonScope['kind']>> = {
  Script: 'module',
  ClassDefinition: 'class',
  FunctionDefinition: 'function',
  LambdaExpression: 'lambda',
};

/** Reads which names a file binds where. It does not follow the order of statements: a name stands for all its values at once. */
export const pythonScopes = ({ text, tree }: PythonTree): PythonScopes => {
  const known = new Map<string, PythonScope>();
  const nameOf = ({ from, to }: SyntaxNode) => text.slice(from, to);
  const open = (node: SyntaxNode, parent: PythonScope | null): PythonScope => {
    const kind = scopeKinds[node.name] ?? 'module';
    const scope: PythonScope = { kind, node, parent, bindings: new Map(), attributes: new Map() };
    known.set(keyOf(node), scope);
    return scope;
  };
  const add = (map: Map<string, Binding[]>, name: string, binding: Binding) => {
    const list = map.get(name);
    if (list === undefined) map.set(name, [binding]);
    else list.push(binding);
  };
  const bindTarget = (target: SyntaxNode, binding: Binding) => {
    const { scope } = binding;
    if (target.name === 'VariableName') add(scope.bindings, nameOf(target), binding);
    else if (target.name === 'MemberExpression' && target.firstChild !== null && target.lastChild !== null) {
      if (nameOf(target.firstChild) !== 'self' || target.lastChild.name !== 'PropertyName') return;
      const owner = classAround(scope);
      if (owner !== null) add(owner.attributes, nameOf(target.lastChild), binding);
    } else if (/^(Tuple|Array|Parenthesized)Expression$/.test(target.name))
      for (const inner of childrenOf(target)) bindTarget(inner, { ...binding, how: 'unknown', value: null });
  };

  const bindAssignment = (node: SyntaxNode, scope: PythonScope) => {
    const segments: SyntaxNode[][] = [[]];
    let annotation: SyntaxNode | null = null;
    for (const child of childrenOf(node)) {
      if (child.name === 'AssignOp') segments.push([]);
      else if (child.name === 'TypeDef') annotation = child.lastChild;
      else if (child.name !== 'Comment') segments.at(-1)?.push(child);
    }
    const last = segments.length > 1 ? (segments.pop() ?? []) : [];
    const value = last.length === 1 ? (last[0] ?? null) : null;
    for (const segment of segments) {
      const how = segment.length === 1 && value !== null ? 'value' : 'unknown';
      for (const target of segment)
        bindTarget(target, { how, annotation, value: how === 'value' ? value : null, scope });
    }
  };
  const bindEntered = (node: SyntaxNode, scope: PythonScope) => {
    const parts = childrenOf(node);
    parts.forEach((part, index) => {
      const [value, target] = [parts[index - 1], parts[index + 1]];
      if (part.name !== 'as' || value === undefined || target === undefined) return;
      bindTarget(target, { how: 'entered', annotation: null, value, scope });
    });
  };
  const bindIterated = (node: SyntaxNode, scope: PythonScope) => {
    const parts = childrenOf(node);
    const start = parts.findIndex(({ name }) => name === 'for');
    const middle = parts.findIndex(({ name }) => name === 'in');
    const targets = parts.slice(start + 1, middle).filter(({ name }) => name !== ',');
    const value = parts[middle + 1] ?? null;
    for (const target of targets)
      bindTarget(target, { how: targets.length === 1 ? 'iterated' : 'unknown', annotation: null, value, scope });
  };
  const bindParameters = (node: SyntaxNode, scope: PythonScope) => {
    const list = childrenOf(node).find(({ name }) => name === 'ParamList');
    if (list === undefined) return;
    for (const { name, annotation, fallback } of parametersOf(text, list))
      add(scope.bindings, name, { how: 'parameter', annotation, value: fallback, scope });
  };

  const stack: PythonScope[] = [];
  tree.iterate({
    enter: (ref) => {
      const here = stack.at(-1) ?? null;
      if (scopeKinds[ref.name] !== undefined) {
        const scope = open(ref.node, here);
        stack.push(scope);
        if (scope.kind === 'function' || scope.kind === 'lambda') bindParameters(ref.node, scope);
        const own = childrenOf(ref.node).find(({ name }) => name === 'VariableName');
        if (here !== null && own !== undefined && (scope.kind === 'function' || scope.kind === 'class'))
          add(here.bindings, nameOf(own), { how: scope.kind, annotation: null, value: ref.node, scope: here });
        return;
      }
      if (here === null) return;
      if (ref.name === 'AssignStatement') bindAssignment(ref.node, here);
      else if (ref.name === 'WithStatement') bindEntered(ref.node, here);
      else if (ref.name === 'ForStatement') bindIterated(ref.node, here);
      else if (ref.name === 'NamedExpression' || ref.name === 'TypeDefinition') {
        const [target, value] = childrenOf(ref.node).filter(({ name }) => !/^(type|AssignOp|=|Comment)$/.test(name));
        if (target !== undefined && value !== undefined)
          bindTarget(target, { how: 'value', annotation: null, value, scope: here });
      }
    },
    leave: (ref) => {
      if (scopeKinds[ref.name] !== undefined) stack.pop();
    },
  });
  const root = known.get(keyOf(tree.topNode));
  return {
    at: (node) => {
      for (let at: SyntaxNode | null = node; at !== null; at = at.parent) {
        const scope = scopeKinds[at.name] === undefined ? undefined : known.get(keyOf(at));
        if (scope !== undefined) return scope;
      }
      if (root === undefined) throw new Error('a tree without a top');
      return root;
    },
  };
};

/** The class whose method a scope is; null outside of one. */
export const classAround = (scope: PythonScope): PythonScope | null => {
  for (let at: PythonScope | null = scope; at !== null; at = at.parent) if (at.kind === 'class') return at;
  return null;
};

/** What a name stands for in a scope: the bindings of the nearest scope that has any. A class is seen from itself only. */
export const bindingsOf = (name: string, scope: PythonScope): readonly Binding[] => {
  for (let at: PythonScope | null = scope; at !== null; at = at.parent) {
    const found = at === scope || at.kind !== 'class' ? at.bindings.get(name) : undefined;
    if (found !== undefined) return found;
  }
  return [];
};
