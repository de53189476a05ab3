import type { ChecklistCategory, Condition, MachineCheck } from '../../../shared/gates/condition.ts';
import type { JudgedGate, RequirementState } from '../../../shared/gates/requirement.ts';
import type { MergeMethod, RevisionKind } from '../../../shared/reviews/change.ts';
import type { ChangedFile } from '../../../shared/reviews/changedFile.ts';
import type { AnswerVerdict } from '../../../shared/reviews/checklist.ts';
import type { AskedItem } from '../../../shared/reviews/contract.ts';
import type { MachineAnswer } from '../../../shared/reviews/machineAnswer.ts';
import type { Person } from '../../../shared/reviews/person.ts';
import type { Status } from '../../ui/StatusBadge.tsx';

interface Shown {
  readonly status: Status;
  readonly label: string;
}

/** How a requirement, or a whole gate, is shown. */
export const requirementShown: Readonly<Record<RequirementState, Shown>> = {
  satisfied: { status: 'healthy', label: 'satisfied' },
  unsatisfied: { status: 'failing', label: 'open' },
  overridden: { status: 'degraded', label: 'overridden' },
  'not-applicable': { status: 'unknown', label: 'does not apply' },
  error: { status: 'failing', label: 'could not be judged' },
};

/** What a gate still wants, in the titles of its requirements. */
export const openOf = (gate: JudgedGate): readonly string[] =>
  gate.requirements.filter(({ state }) => state === 'unsatisfied' || state === 'error').map(({ title }) => title);

/** A gate in a few words: ready, or what is open. */
export const gateInWords = (gate: JudgedGate | null): Shown => {
  if (gate === null) return { status: 'unknown', label: 'not judged yet' };
  const open = openOf(gate);
  if (open.length > 0)
    return { status: requirementShown[gate.state].status, label: `${open.length} open: ${open.join(', ')}` };
  if (gate.state === 'overridden') return { status: 'degraded', label: 'open by an override' };
  return { status: 'healthy', label: gate.state === 'not-applicable' ? 'no gate' : 'ready to merge' };
};

/** How an item of the checklist is shown. */
export const askedShown: Readonly<Record<AskedItem['state'], Shown>> = {
  pass: { status: 'healthy', label: 'pass' },
  fail: { status: 'failing', label: 'fail' },
  'not-applicable': { status: 'stopped', label: 'n.a.' },
  open: { status: 'degraded', label: 'open' },
  error: { status: 'failing', label: 'check failed' },
  off: { status: 'unknown', label: 'not touched' },
};

/** How the answer of a machine is shown. */
export const machineShown: Readonly<Record<MachineAnswer['state'], Shown>> = {
  pass: { status: 'healthy', label: 'pass' },
  fail: { status: 'failing', label: 'fail' },
  none: { status: 'stopped', label: 'nothing to check' },
  missing: { status: 'degraded', label: 'no report' },
  error: { status: 'failing', label: 'check failed' },
  running: { status: 'running', label: 'is being checked' },
};

export const categoryTitle: Readonly<Record<ChecklistCategory, string>> = {
  quality: 'Code quality',
  coverage: 'Test coverage',
  security: 'Security',
  patterns: 'Project patterns',
};

export const checkTitle: Readonly<Record<MachineCheck, string>> = {
  patterns: 'Pattern rules',
  coverage: 'Coverage of the changed lines',
  secrets: 'Secrets in the diff',
  tests: 'Test results',
};

export const verdictTitle: Readonly<Record<AnswerVerdict, string>> = {
  pass: 'Pass',
  fail: 'Fail',
  'not-applicable': 'N.a.',
};

export const methodInWords: Readonly<Record<MergeMethod, string>> = {
  'fast-forward': 'fast-forward',
  merge: 'merge commit',
  squash: 'squash',
};

export const revisionKindInWords: Readonly<Record<RevisionKind, string>> = {
  first: 'first seen',
  added: 'commits added',
  rebased: 'rebased, same code',
  rewritten: 'rewritten',
};

/** A person as they are named; by their address when they gave no name. */
export const nameOfPerson = ({ name, email }: Person): string => (name.trim() === '' ? email : name);

/** What happened to a file, in a word. */
export const fileStatusInWords: Readonly<Record<ChangedFile['status'], string>> = {
  added: 'added',
  deleted: 'deleted',
  modified: 'modified',
  renamed: 'renamed',
  copied: 'copied',
  'type-changed': 'of another kind',
};

/** A mode as git has it, in words; null for the ordinary ones that need none. */
export const modeChangeInWords = ({ oldMode, newMode, status }: ChangedFile): string | null => {
  if (oldMode === newMode || status === 'added' || status === 'deleted')
    return newMode === '100755' && status === 'added' ? 'executable' : null;
  if (newMode === '100755') return 'made executable';
  if (oldMode === '100755') return 'no longer executable';
  return `mode ${oldMode} to ${newMode}`;
};

/** What a condition of the gate asks, as it stands after “when”. */
export const conditionInWords: Readonly<Record<Condition['kind'], string>> = {
  always: 'always',
  never: 'never',
  all: 'all of these hold',
  any: 'one of these holds',
  not: 'this does not hold',
  touches: 'a file of these is touched',
  branch: 'the branch is named so',
  lines: 'it changes many lines',
  approvals: 'others approved it',
  'no-veto': 'nobody has a veto',
  checklist: 'a part of the checklist is done',
  machine: 'a check of Pitwall passes',
  'comments-resolved': 'every comment is resolved',
  'item-linked': 'it belongs to an item',
  mergeable: 'it merges with the base',
  'github-checks': 'the checks on GitHub passed',
};
