import type { SyntaxNode } from '@lezer/common';
import { callParts } from './python/pythonTree.ts';

/** Functions that run what they are given in a thread, or in SQLAlchemy's own greenlet, away from the event loop. */
const offloaders = /^(run_in_threadpool|to_thread|run_sync|run_in_executor|submit|sync_to_async|asyncify)$/;

/** The call of an offloader in whose arguments a node stands; null when it stands in none of its own function. */
export const offloaderAround = (text: string, node: SyntaxNode): SyntaxNode | null => {
  for (let at = node.parent; at !== null; at = at.parent) {
    if (at.name === 'FunctionDefinition' || at.name === 'Body') return null;
    if (at.name !== 'ArgList' || at.parent === null) continue;
    const callee = callParts(at.parent)?.callee;
    const last = callee?.name === 'MemberExpression' ? callee.lastChild : callee;
    if (last && offloaders.test(text.slice(last.from, last.to))) return at.parent;
  }
  return null;
};

/** Whether a call is only the beginning of what an offloader will run, as in `to_thread(session.query(User).all)`: building a query asks
 * nothing of the database, and `.all` is not called here. */
export const isHandedUncalled = (text: string, call: SyntaxNode): boolean => {
  let top = call;
  while (
    top.parent?.name === 'MemberExpression' ||
    (top.parent?.name === 'CallExpression' && top.parent.firstChild?.to === top.to)
  )
    top = top.parent;
  return top.name === 'MemberExpression' && offloaderAround(text, top) !== null;
};
