import type { SyntaxNode } from '@lezer/common';
import { isAwaited } from './awaitedCall.ts';
import { isHandedUncalled, offloaderAround } from './offloaded.ts';
import { type ImportedNames, importedNames } from './python/importedNames.ts';
import { contextOf, eachNodeOf, isAsync } from './python/pythonContext.ts';
import { parametersOf } from './python/pythonParameters.ts';
import { bindingsOf, pythonScopes } from './python/pythonScopes.ts';
import { argumentsOf, callParts, childrenOf, dottedName, type PythonTree, unwrapped } from './python/pythonTree.ts';
import { sessionEvidence } from './sessionEvidence.ts';

/** What one of our own rules found, as a part of the text. */
export interface SessionFinding {
  readonly rule: 'PIT001' | 'PIT002' | 'PIT003' | 'PIT004';
  readonly from: number;
  readonly to: number;
  readonly message: string;
}

/** Methods of a synchronous session or connection that wait for the database; `query` begins what does. */
const blocking =
  /^(query|execute|exec|exec_driver_sql|scalar|scalars|commit|rollback|flush|refresh|get|get_one|merge|bulk_(save_objects|insert_mappings|update_mappings))$/;
/** Methods of AsyncSession and AsyncConnection that are coroutines (SQLAlchemy 2.0 and SQLModel). */
const coroutines =
  /^(execute|exec|exec_driver_sql|scalar|scalars|stream|stream_scalars|commit|rollback|flush|refresh|get|get_one|delete|merge|close|close_all|aclose|reset|invalidate|connection|run_sync)$/;
/** Methods that give a context manager which `async with` or `await` must begin. */
const openers = /^(begin|begin_nested|connect)$/;
/** Methods that either block or need an `await`, whichever kind of session it is. */
const eitherWay = /^(execute|scalar|scalars|commit|rollback|flush|refresh)$/;
const looksLikeSession = /^(db|sess|session|dbsession|\w*_session|session_\w+|db_sess)$/i;

/** What is wrong with the database calls of async code in one file, in the order of the text.
 *
 * Pure. Only what the file itself shows counts: a session whose kind comes from another module is known by its name alone, and then only by
 * calls that are wrong for both kinds. Lambdas that are not handed to a thread are not followed. */
export const asyncSessionFindings = (python: PythonTree): readonly SessionFinding[] => {
  const { text, tree } = python;
  const imports = importedNames(text, tree);
  const scopes = pythonScopes(python);
  const evidence = sessionEvidence(text, scopes, imports);
  const usesSql = usesSqlalchemy(imports);
  const found: SessionFinding[] = [];
  const report = (rule: SessionFinding['rule'], { from, to }: SyntaxNode, message: string): void => {
    found.push({ rule, from, to, message });
  };
  const words = ({ from, to }: SyntaxNode) => text.slice(from, to).replace(/\s+/g, ' ').slice(0, 60);

  const method = (callee: SyntaxNode) => {
    const property = callee.name === 'MemberExpression' ? callee.lastChild : null;
    return property?.name === 'PropertyName' && callee.firstChild !== null
      ? { receiver: callee.firstChild, name: text.slice(property.from, property.to) }
      : null;
  };

  /** Whether a receiver of unknown kind is a session by its name, and nothing in the file says that it is something else. */
  const seemsSession = (receiver: SyntaxNode): boolean => {
    const dotted = dottedName(text, unwrapped(receiver));
    if (!usesSql || dotted === null || dotted.length > 2 || !looksLikeSession.test(dotted.at(-1) ?? '')) return false;
    if (dotted.length === 2) return dotted[0] === 'self' || dotted[0] === 'db' || dotted[0] === 'request';
    if (imports.modules.has(dotted[0] ?? '')) return false;
    return bindingsOf(dotted[0] ?? '', scopes.at(receiver)).every(
      ({ annotation }) => annotation === null || /session|db/i.test(text.slice(annotation.from, annotation.to)),
    );
  };

  const blocksInside = (definition: SyntaxNode): boolean => {
    let blocks = false;
    eachNodeOf(definition, (node) => {
      const call = callParts(node);
      const called = call === null ? null : method(call.callee);
      if (
        called !== null &&
        blocking.test(called.name) &&
        /^sync (session|connection)$/.test(evidence.kindOf(called.receiver) ?? '')
      )
        blocks = true;
      return !blocks;
    });
    return blocks;
  };

  const checkMethod = (
    call: SyntaxNode,
    { receiver, name }: { readonly receiver: SyntaxNode; readonly name: string },
  ) => {
    const kind = evidence.kindOf(receiver);
    const said = `${words(receiver)}.${name}(…)`;
    switch (kind) {
      case 'sync session':
      case 'sync connection':
        if (blocking.test(name) && !isHandedUncalled(text, call))
          report(
            'PIT002',
            call,
            `${said} waits for the database in async code, and every other request waits with it.`,
          );
        return;
      case 'async session':
      case 'async connection':
        if (name === 'query' && kind === 'async session')
          report('PIT002', call, `${said} is not there on an AsyncSession: use select() with execute().`);
        else if ((coroutines.test(name) || openers.test(name)) && !isAwaited(text, call))
          report('PIT003', call, `${said} is not awaited, so it never runs.`);
        return;
      case 'async engine':
        if (openers.test(name) && !isAwaited(text, call))
          report('PIT003', call, `${said} of an async engine needs “async with” or “await”.`);
        return;
      case 'sync engine':
      case 'sync factory':
        if (/^(connect|begin|raw_connection)$/.test(name))
          report('PIT004', call, `${said} opens a synchronous connection in async code.`);
        return;
      case 'async factory':
        if (name === 'begin' && !isAwaited(text, call)) report('PIT003', call, `${said} needs “async with”.`);
        return;
      case null:
        if (!seemsSession(receiver) || isAwaited(text, call)) return;
        if (name === 'query' && !isHandedUncalled(text, call) && offloaderAround(text, call) === null)
          report('PIT002', call, `${said} is the synchronous way to ask, in async code.`);
        else if (eitherWay.test(name) && !isHandedUncalled(text, call))
          report(
            'PIT003',
            call,
            `${said} is not awaited: it blocks when the session is synchronous, and never runs when it is not.`,
          );
    }
  };

  /** What a call that opens something synchronous is to be told; null when it opens nothing of the kind. */
  const openedBy = (call: SyntaxNode, callee: SyntaxNode, args: SyntaxNode): string | null => {
    switch (evidence.sqlName(callee)) {
      case 'Session':
      case 'scoped_session':
        return `${words(callee)}(…) opens a synchronous session in async code.`;
      case 'create_engine':
        return 'create_engine(…) makes a synchronous engine in async code.';
      case 'sessionmaker':
        return evidence.kindOf(call) === 'sync factory' && !bindsAsyncEngine(args)
          ? 'sessionmaker(…) without AsyncSession makes synchronous sessions in async code.'
          : null;
      case null:
        return evidence.kindOf(callee) === 'sync factory'
          ? `${words(callee)}() opens a synchronous session in async code.`
          : null;
      default:
        return null;
    }
  };

  const checkPlain = (call: SyntaxNode, callee: SyntaxNode, args: SyntaxNode): void => {
    const opened = openedBy(call, callee, args);
    if (opened !== null) report('PIT004', call, opened);
    if (opened !== null || evidence.sqlName(callee) !== null) return;
    const definition = evidence.definitionOf(callee);
    if (definition !== null && !isAsync(definition) && blocksInside(definition))
      report('PIT002', call, `${words(callee)}(…) asks the database synchronously, and is called in async code.`);
  };

  /** Wrong wherever it stands: a factory of synchronous sessions over an async engine. */
  const bindsAsyncEngine = (args: SyntaxNode): boolean => {
    const given = argumentsOf(text, args);
    const bind = given.find(({ keyword }) => keyword === 'bind') ?? given.find(({ keyword }) => keyword === null);
    return bind !== undefined && evidence.kindOf(bind.value) === 'async engine';
  };

  const checkCall = (call: SyntaxNode) => {
    const parts = callParts(call);
    if (parts === null) return;
    if (
      evidence.sqlName(parts.callee) === 'sessionmaker' &&
      evidence.kindOf(call) === 'sync factory' &&
      bindsAsyncEngine(parts.args)
    )
      report('PIT004', call, 'sessionmaker(…) over an async engine needs class_=AsyncSession, or async_sessionmaker.');
    if (contextOf(call).kind !== 'async') return;
    const called = method(parts.callee);
    if (called !== null && evidence.sqlName(parts.callee) === null) checkMethod(call, called);
    else checkPlain(call, parts.callee, parts.args);
  };

  /** `with` where `async with` is needed. */
  const checkWith = (statement: SyntaxNode) => {
    if (statement.firstChild?.name === 'async' || contextOf(statement).kind !== 'async') return;
    for (const item of childrenOf(statement)) {
      if (item.name === 'Body') return;
      if (item.prevSibling?.name === 'as') continue;
      const call = callParts(unwrapped(item));
      if (call !== null && method(call.callee) !== null && evidence.sqlName(call.callee) === null) continue;
      if (/^async (session|connection)$/.test(evidence.kindOf(item) ?? ''))
        report('PIT003', item, `${words(item)} needs “async with”.`);
    }
  };

  const checkParameters = (definition: SyntaxNode) => {
    const list = childrenOf(definition).find(({ name }) => name === 'ParamList');
    if (list === undefined || !isAsync(definition)) return;
    const scope = scopes.at(definition);
    for (const { name, node } of parametersOf(text, list)) {
      const kinds = (scope.bindings.get(name) ?? [])
        .filter(({ how }) => how === 'parameter')
        .map(evidence.kindOfBinding);
      const kind = kinds.find((each) => each === 'sync session' || each === 'sync connection');
      if (kind === undefined || usedInThreadsOnly(definition, name)) continue;
      const what = kind === 'sync session' ? 'a synchronous Session' : 'a synchronous Connection';
      report('PIT001', node, `“${name}” is ${what} in an async function: every call on it stops the event loop.`);
    }
  };

  /** A synchronous session is well used in async code when threads alone use it. */
  const usedInThreadsOnly = (definition: SyntaxNode, name: string): boolean => {
    let uses = 0;
    let elsewhere = 0;
    const body = childrenOf(definition).find((child) => child.name === 'Body');
    body?.cursor().iterate((ref) => {
      if (ref.name !== 'VariableName' || text.slice(ref.from, ref.to) !== name) return;
      if (ref.node.nextSibling?.name === 'AssignOp' && ref.node.parent?.name === 'ArgList') return;
      uses += 1;
      if (offloaderAround(text, ref.node) === null && contextOf(ref.node).node?.from === definition.from)
        elsewhere += 1;
    });
    return uses > 0 && elsewhere === 0;
  };

  tree.iterate({
    enter: (ref) => {
      if (ref.name === 'CallExpression') checkCall(ref.node);
      else if (ref.name === 'WithStatement') checkWith(ref.node);
      else if (ref.name === 'FunctionDefinition') checkParameters(ref.node);
    },
  });
  return found.toSorted((one, other) => one.from - other.from);
};

/** Whether a file has to do with SQLAlchemy or SQLModel at all, be it only through a module of the project that names a session. */
const usesSqlalchemy = ({ modules, names }: ImportedNames): boolean =>
  [...modules].some((module) => /^(sqlalchemy|sqlmodel)(\.|$)/.test(module)) ||
  [...names.values()].some((whole) =>
    /(^|\.)(\w*Session(Dep|Local)?|get_(async_)?(db|session)|DbDep|DBSession)$/.test(whole),
  );
