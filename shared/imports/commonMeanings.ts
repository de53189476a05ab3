import type { ItemKind } from '../backlog/item.ts';
import type { StatusCategory } from '../backlog/workflow.ts';
import type { Meanings } from './formatRules.ts';

const all = <Value>(value: Value, words: string): readonly (readonly [string, Value])[] =>
  words.split(', ').map((word) => [word, value] as const);

/** Words of planning that mean the same in every tool: what a format does not say itself is looked up here. In lower case. */
export const commonMeanings: Meanings = {
  kind: new Map<string, ItemKind>([
    ...all(
      'feature' as const,
      'feature, story, user story, task, epic, enhancement, improvement, new feature, sub-task, subtask, issue',
    ),
    ...all('bug' as const, 'bug, defect, fault, incident'),
    ...all('debt' as const, 'debt, tech debt, technical debt, chore, refactoring, maintenance'),
  ]),
  status: new Map<string, StatusCategory>([
    ...all(
      'todo' as const,
      'triage, backlog, todo, to do, to-do, open, opened, new, unstarted, ready, reopened, planned, blocked, on hold',
    ),
    ...all('todo' as const, 'selected for development, ready for development'),
    ...all(
      'doing' as const,
      'in progress, started, doing, in development, in review, review, code review, in qa, qa, testing, in testing',
    ),
    ...all('done' as const, 'done, completed, complete, closed, resolved, fixed, merged, released, deployed'),
    ...all(
      'cancelled' as const,
      'canceled, cancelled, duplicate, declined, rejected, abandoned, invalid, not planned, not_planned',
    ),
    ...all('cancelled' as const, 'won’t do, won’t fix, wontfix'),
    ...all('cancelled' as const, "won't do, won't fix"),
  ]),
  urgency: new Map<string, number | null>([
    ...all(10, 'urgent, critical, highest, blocker, p0'),
    ...all(8, 'high, major, p1'),
    ...all(5, 'medium, normal, p2'),
    ...all(3, 'low, minor, p3'),
    ...all(1, 'lowest, trivial, p4'),
    ...all(null, 'none, no priority'),
  ]),
};
