import type { SyntaxNode } from '@lezer/common';
import { contextOf, eachNodeOf } from './python/pythonContext.ts';
import { callParts, dottedName } from './python/pythonTree.ts';

/** Functions that take a coroutine and see to it that it runs. */
const takers =
  /^(gather|create_task|ensure_future|wait_for|shield|wait|as_completed|run|run_until_complete|run_coroutine_threadsafe|start_soon)$/;

/** Expressions whose value is the value of a part of them. */
const transparent = /^(ParenthesizedExpression|ConditionalExpression|BinaryExpression)$/;
const collections = /^(ArrayExpression|TupleExpression|SetExpression|DictionaryExpression|\w*ComprehensionExpression)$/;

/** Whether the coroutine that a call makes is awaited, entered by `async with`, or handed to what awaits it.
 *
 * A coroutine that is kept under a name counts as awaited when the same function awaits that name, or hands it over. One that is handed to an
 * unknown function counts only when that function's own result is awaited: it may well wait for it. */
export const isAwaited = (text: string, call: SyntaxNode): boolean => {
  let inner = call;
  for (let at = call.parent; at !== null; inner = at, at = at.parent) {
    if (at.name === 'AwaitExpression') return true;
    if (transparent.test(at.name) || collections.test(at.name)) continue;
    if (at.name === 'NamedExpression') {
      if (at.firstChild !== null && isHandedOver(text, at.firstChild, call)) return true;
      continue;
    }
    if (at.name === 'WithStatement') return at.firstChild?.name === 'async' && inner.name !== 'Body';
    if (at.name === 'AssignStatement' || at.name === 'UpdateStatement')
      return at.firstChild !== null && isHandedOver(text, at.firstChild, call);
    if (at.name === 'ArgList') {
      const outer = at.parent;
      const callee = outer === null ? null : (callParts(outer)?.callee ?? null);
      if (outer === null || callee === null) return false;
      const name = dottedName(text, callee)?.at(-1) ?? lastProperty(text, callee);
      if (takers.test(name) || name === 'enter_async_context') return true;
      if (/^(append|add|extend|insert|put_nowait)$/.test(name) && callee.firstChild !== null)
        return isHandedOver(text, callee.firstChild, call);
      at = outer;
      continue;
    }
    return false;
  }
  return false;
};

const lastProperty = (text: string, callee: SyntaxNode): string =>
  callee.lastChild?.name === 'PropertyName' ? text.slice(callee.lastChild.from, callee.lastChild.to) : '';

/** Whether the function around a place awaits a name, or gives it to a function that does. */
const isHandedOver = (text: string, name: SyntaxNode, place: SyntaxNode): boolean => {
  const { node: definition } = contextOf(place);
  if (name.name !== 'VariableName' || definition === null) return false;
  const word = text.slice(name.from, name.to);
  let found = false;
  eachNodeOf(definition, (node) => {
    if (!found && node.name === 'VariableName' && node.from > place.to && text.slice(node.from, node.to) === word)
      found = isTaken(text, node);
    return !found;
  });
  return found;
};

const isTaken = (text: string, name: SyntaxNode): boolean => {
  if (name.parent?.name === 'MemberExpression') return false;
  for (let at = name.parent, inner = name; at !== null; inner = at, at = at.parent) {
    if (at.name === 'AwaitExpression') return true;
    if (at.name === 'WithStatement') return at.firstChild?.name === 'async' && inner.name !== 'Body';
    if (at.name === 'ForStatement') return inner.name !== 'Body';
    if (at.name === 'CallExpression') {
      const callee = callParts(at)?.callee;
      if (callee === undefined) return false;
      if (takers.test(dottedName(text, callee)?.at(-1) ?? lastProperty(text, callee))) return true;
    } else if (/Statement$|^Body$/.test(at.name)) return false;
  }
  return false;
};
