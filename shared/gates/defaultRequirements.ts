import type { Requirement } from './requirement.ts';

const always = { kind: 'always' } as const;
const never = { kind: 'never' } as const;

/** What a project's changes must fulfil until somebody says otherwise: an approval and no veto, the four parts of the review, and that it merges.
 *
 * An emergency may pass everything but a veto, which who gave it can take back, and a conflict, which nothing can merge. */
export const defaultRequirements: readonly Requirement[] = [
  {
    id: 'approved',
    title: 'Approved by somebody who did not write it',
    applicableIf: always,
    satisfiedIf: { kind: 'approvals', atLeast: 1 },
    overrideIf: always,
  },
  {
    id: 'no-veto',
    title: 'Nobody has a veto',
    applicableIf: always,
    satisfiedIf: { kind: 'no-veto' },
    overrideIf: never,
  },
  {
    id: 'quality',
    title: 'Code quality',
    applicableIf: always,
    satisfiedIf: { kind: 'checklist', category: 'quality' },
    overrideIf: always,
  },
  {
    id: 'coverage',
    title: 'Test coverage',
    applicableIf: always,
    satisfiedIf: { kind: 'checklist', category: 'coverage' },
    overrideIf: always,
  },
  {
    id: 'security',
    title: 'Security',
    applicableIf: always,
    satisfiedIf: { kind: 'checklist', category: 'security' },
    overrideIf: always,
  },
  {
    id: 'patterns',
    title: 'The project’s patterns',
    applicableIf: always,
    satisfiedIf: { kind: 'checklist', category: 'patterns' },
    overrideIf: always,
  },
  {
    id: 'comments',
    title: 'Comments resolved',
    applicableIf: always,
    satisfiedIf: { kind: 'comments-resolved' },
    overrideIf: always,
  },
  {
    id: 'mergeable',
    title: 'Merges with the base',
    applicableIf: always,
    satisfiedIf: { kind: 'mergeable' },
    overrideIf: never,
  },
];
