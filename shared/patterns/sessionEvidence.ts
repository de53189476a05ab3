import type { SyntaxNode } from '@lezer/common';
import type { ImportedNames } from './python/importedNames.ts';
import { eachNodeOf } from './python/pythonContext.ts';
import { annotationOf } from './python/pythonParameters.ts';
import { type Binding, bindingsOf, classAround, type PythonScope, type PythonScopes } from './python/pythonScopes.ts';
import { argumentsOf, callParts, childrenOf, dottedName, unwrapped } from './python/pythonTree.ts';
import { kindOfAnnotation, type SessionKind, type SqlName, sqlNameOf } from './sessionKind.ts';

/** What the file itself shows of the values in it. */
export interface SessionEvidence {
  /** The kind of an expression; null when the file does not show it. */
  readonly kindOf: (node: SyntaxNode) => SessionKind | null;
  readonly kindOfBinding: (binding: Binding) => SessionKind | null;
  readonly sqlName: (node: SyntaxNode) => SqlName | null;
  /** The definition that a called name stands for, when this file holds it. */
  readonly definitionOf: (callee: SyntaxNode) => SyntaxNode | null;
}

const sessionOf: Partial<Readonly<Record<SessionKind, SessionKind>>> = {
  'sync factory': 'sync session',
  'async factory': 'async session',
};
const connectionOf: Partial<Readonly<Record<SessionKind, SessionKind>>> = {
  'sync engine': 'sync connection',
  'async engine': 'async connection',
  'sync session': 'sync connection',
  'async session': 'async connection',
};
const generators = /^(Async)?(Generator|Iterator|Iterable)$|^(Abstract(Async)?)?ContextManager$/;

/** Follows names, annotations, `Depends(…)`, factories and `with` through one file.
 *
 * A name with values of two kinds has none: what is not sure is no evidence. */
export const sessionEvidence = (text: string, scopes: PythonScopes, imports: ImportedNames): SessionEvidence => {
  const busy = new Set<string>();
  const known = new Map<string, SessionKind | null>();
  /** Remembers an answer, and answers null to a question that leads back to itself. */
  const once = (question: string, node: SyntaxNode, ask: () => SessionKind | null): SessionKind | null => {
    const key = `${question} ${node.from}:${node.to}:${node.name}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    if (busy.has(key)) return null;
    busy.add(key);
    const answer = ask();
    busy.delete(key);
    known.set(key, answer);
    return answer;
  };
  const single = (kinds: readonly (SessionKind | null)[]): SessionKind | null => {
    const all = new Set(kinds.filter((kind) => kind !== null));
    return all.size === 1 ? ([...all][0] ?? null) : null;
  };
  const sqlName = (node: SyntaxNode): SqlName | null => {
    const dotted = dottedName(text, node);
    return dotted === null || bindingsOf(dotted[0] ?? '', scopes.at(node)).length > 0
      ? null
      : sqlNameOf(dotted, imports);
  };
  const lastPart = (node: SyntaxNode): string => {
    const dotted = dottedName(text, node);
    const whole = dotted?.length === 1 ? imports.names.get(dotted[0] ?? '') : undefined;
    return whole?.split('.').at(-1) ?? dotted?.at(-1) ?? '';
  };
  const definitionOf = (callee: SyntaxNode): SyntaxNode | null => {
    if (callee.name !== 'VariableName') return null;
    const [only, ...others] = bindingsOf(text.slice(callee.from, callee.to), scopes.at(callee));
    return only?.how === 'function' && others.length === 0 ? only.value : null;
  };

  /** `X[a, b]` as `X` and `a`, `b`. */
  const subscript = (node: SyntaxNode) => {
    const [base, bracket, ...rest] = childrenOf(node);
    if (node.name !== 'MemberExpression' || base === undefined || bracket?.name !== '[') return null;
    return { base, items: rest.filter(({ name }) => name !== ',' && name !== ']' && name !== 'Comment') };
  };
  const annotated = (node: SyntaxNode): SessionKind | null =>
    once('annotation', node, () => {
      if (node.name === 'String') return quoted(node);
      if (node.name === 'BinaryExpression') return single(childrenOf(node).map(annotated));
      const parts = subscript(node);
      if (parts !== null) {
        const name = lastPart(parts.base);
        if (name === 'Annotated')
          return (parts.items[0] && annotated(parts.items[0])) ?? single(parts.items.slice(1).map(depended));
        if (name === 'Optional' || name === 'Union') return single(parts.items.map(annotated));
        return annotated(parts.base);
      }
      const name = sqlName(node);
      if (name !== null) return kindOfAnnotation(name);
      if (node.name !== 'VariableName') return null;
      return single(
        bindingsOf(text.slice(node.from, node.to), scopes.at(node)).map(({ how, value }) => {
          if (value === null) return null;
          if (how === 'value') return annotated(value);
          if (how !== 'class') return null;
          const bases = childrenOf(value).find((child) => child.name === 'ArgList');
          return bases === undefined ? null : single(argumentsOf(text, bases).map((base) => annotated(base.value)));
        }),
      );
    });
  /** An annotation in quotes: its names mean what they mean in the file. */
  const quoted = (node: SyntaxNode): SessionKind | null => {
    const inner = text.slice(node.from, node.to).replace(/^[A-Za-z]*("""|'''|"|')|("""|'''|"|')$/g, '');
    const words = /^(?:[\w.]+\[\s*)?([A-Za-z_][\w.]*)/.exec(inner)?.[1];
    if (words === undefined) return null;
    const name = sqlNameOf(words.split('.'), imports);
    return name === null ? null : kindOfAnnotation(name);
  };

  /** What `Depends(x)` hands over. */
  const depended = (node: SyntaxNode): SessionKind | null => {
    const call = callParts(node);
    if (call === null || !/^(Depends|Security)$/.test(lastPart(call.callee))) return null;
    const [first] = argumentsOf(text, call.args);
    if (first === undefined) return null;
    const definition = definitionOf(first.value);
    if (definition !== null) return given(definition, true);
    const kind = kindOf(first.value);
    return kind === null ? null : (sessionOf[kind] ?? null);
  };
  /** What a function of this file returns, or yields when it is used as a generator. */
  const given = (definition: SyntaxNode, yielded: boolean): SessionKind | null =>
    once(yielded ? 'yields' : 'returns', definition, () => {
      const typeDef = childrenOf(definition).find(({ name }) => name === 'TypeDef');
      const annotation = typeDef === undefined ? null : annotationOf(typeDef);
      const parts = annotation === null ? null : subscript(annotation);
      const [first] = parts?.items ?? [];
      const isGenerator = parts !== null && generators.test(lastPart(parts.base));
      if (isGenerator && yielded && first !== undefined && annotated(first) !== null) return annotated(first);
      if (annotation !== null && !isGenerator && annotated(annotation) !== null) return annotated(annotation);
      const kinds: (SessionKind | null)[] = [];
      eachNodeOf(definition, (node) => {
        const yields = node.name === 'YieldStatement' || node.name === 'YieldExpression';
        const value = (yields && yielded) || node.name === 'ReturnStatement' ? node.lastChild : null;
        if (value !== null && value.name !== 'return') kinds.push(kindOf(value));
        return true;
      });
      return single(kinds);
    });

  const calledKind = (callee: SyntaxNode, args: SyntaxNode): SessionKind | null => {
    const name = sqlName(callee);
    if (name !== null) {
      if (name === 'create_engine') return 'sync engine';
      if (name === 'create_async_engine') return 'async engine';
      if (name === 'sessionmaker')
        return argumentsOf(text, args).some(
          ({ keyword, value }) => keyword === 'class_' && annotated(value) === 'async session',
        )
          ? 'async factory'
          : 'sync factory';
      return kindOfAnnotation(name);
    }
    const definition = definitionOf(callee);
    if (definition !== null) return given(definition, false);
    if (callee.name === 'MemberExpression' && callee.firstChild !== null && callee.lastChild?.name === 'PropertyName') {
      const owner = kindOf(callee.firstChild);
      const method = text.slice(callee.lastChild.from, callee.lastChild.to);
      if (owner === null) return null;
      if (method === 'connect' || method === 'connection') return connectionOf[owner] ?? null;
      return null;
    }
    const kind = kindOf(callee);
    if (kind !== null) return sessionOf[kind] ?? null;
    return callee.name === 'VariableName' ? annotated(callee) : null;
  };
  /** What `with x as name` binds. */
  const entered = (node: SyntaxNode): SessionKind | null => {
    const call = callParts(unwrapped(node));
    if (call === null) return kindOf(node);
    const definition = definitionOf(call.callee);
    if (definition !== null) return given(definition, true);
    const { callee } = call;
    if (callee.firstChild !== null && callee.lastChild?.name === 'PropertyName') {
      const method = text.slice(callee.lastChild.from, callee.lastChild.to);
      const owner = kindOf(callee.firstChild);
      if (method === 'begin' && owner !== null)
        return sessionOf[owner] ?? (owner.endsWith('engine') ? (connectionOf[owner] ?? null) : null);
    }
    return kindOf(node);
  };

  const kindOfBinding = (binding: Binding): SessionKind | null => {
    const { how, annotation, value } = binding;
    const said = annotation === null ? null : annotated(annotation);
    if (said !== null || value === null) return said;
    switch (how) {
      case 'parameter':
        return depended(unwrapped(value));
      case 'value':
        return kindOf(value);
      case 'entered':
        return entered(value);
      case 'iterated': {
        const definition = definitionOf(callParts(unwrapped(value))?.callee ?? value);
        return definition === null ? null : given(definition, true);
      }
      case 'function':
      case 'class':
      case 'unknown':
        return null;
    }
  };
  const attributeKind = (owner: PythonScope, name: string): SessionKind | null =>
    single([...(owner.attributes.get(name) ?? []), ...(owner.bindings.get(name) ?? [])].map(kindOfBinding));

  const kindOf = (outer: SyntaxNode): SessionKind | null =>
    once('value', outer, () => {
      const node = unwrapped(outer);
      if (node.name === 'AwaitExpression') return node.lastChild === null ? null : kindOf(node.lastChild);
      if (node.name === 'NamedExpression') return node.lastChild === null ? null : kindOf(node.lastChild);
      const call = callParts(node);
      if (call !== null) return calledKind(call.callee, call.args);
      if (node.name === 'VariableName')
        return single(bindingsOf(text.slice(node.from, node.to), scopes.at(node)).map(kindOfBinding));
      const dotted = dottedName(text, node);
      if (dotted?.length === 2 && dotted[0] === 'self') {
        const owner = classAround(scopes.at(node));
        return owner === null ? null : attributeKind(owner, dotted[1] ?? '');
      }
      return null;
    });

  return { kindOf, kindOfBinding, sqlName, definitionOf };
};
