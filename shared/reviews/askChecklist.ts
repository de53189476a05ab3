import type { ChecklistCategory } from '../gates/condition.ts';
import type { Fact, Verdict } from '../gates/gateFacts.ts';
import type { ChangedFile } from './changedFile.ts';
import type { ChecklistAnswer, ChecklistItem } from './checklist.ts';
import type { AskedItem } from './contract.ts';
import type { MachineAnswer } from './machineAnswer.ts';
import { isAbout, reopenedBy } from './reopenedBy.ts';

const NAMED = 50;

/** An answer as it is kept, with the files of the revision it was given for. */
export interface KeptAnswer {
  readonly item: string;
  readonly answer: Omit<ChecklistAnswer, 'reopenedBy'>;
  readonly files: readonly ChangedFile[];
}

/** The checklist of a change as it stands: each item with its answer, and whether that still holds. */
export const askChecklist = (
  items: readonly ChecklistItem[],
  files: readonly ChangedFile[],
  answers: readonly KeptAnswer[],
  machineAnswer: (item: ChecklistItem) => MachineAnswer | null,
): readonly AskedItem[] =>
  items.map((item) => {
    const off = !files.some((file) => isAbout(item.globs, file));
    if (item.machine !== null) {
      const machine = machineAnswer(item);
      return { ...item, machine, answer: null, state: off ? 'off' : machineState(machine) };
    }
    const kept = answers.find(({ item: id }) => id === item.id);
    if (kept === undefined) return { ...item, machine: null, answer: null, state: off ? 'off' : 'open' };
    const touched = reopenedBy(item.globs, kept.files, files);
    return {
      ...item,
      machine: null,
      answer: { ...kept.answer, reopenedBy: touched.slice(0, NAMED) },
      state: off ? 'off' : touched.length > 0 ? 'open' : kept.answer.verdict,
    };
  });

const machineState = (answer: MachineAnswer | null): AskedItem['state'] => {
  switch (answer?.state) {
    case 'pass':
    case 'none':
      return 'pass';
    case 'fail':
      return 'fail';
    case 'missing':
    case 'running':
      return 'open';
    case 'error':
    case undefined:
      return 'error';
  }
};

/** Whether a category is answered: every required item of it passes or does not apply. One that could not be judged is an error. */
export const judgeCategory = (category: ChecklistCategory, items: readonly AskedItem[]): Fact<Verdict> => {
  const asked = items.filter((item) => item.category === category && item.required && item.state !== 'off');
  const broken = asked.filter(({ state }) => state === 'error');
  if (broken.length > 0)
    return {
      ok: false,
      reason: broken.map(({ title, machine }) => `${title}: ${machine?.summary ?? 'could not be judged.'}`).join(' '),
    };
  const open = asked.filter(({ state }) => state === 'open' || state === 'fail');
  if (open.length > 0) return { ok: true, value: { holds: false, reasons: open.map(whyOpen) } };
  const reason =
    asked.length === 0 ? 'Nothing is asked here of these files.' : `All ${asked.length} points are answered.`;
  return { ok: true, value: { holds: true, reasons: [asked.length === 1 ? 'Its one point is answered.' : reason] } };
};

const whyOpen = ({ title, state, machine, answer }: AskedItem): string => {
  if (machine !== null) return `${title}: ${machine.summary}`;
  if (state === 'fail') return `${title}: fails. ${answer?.evidence ?? ''}`.trim();
  if (answer !== null && answer.reopenedBy.length > 0)
    return `${title}: to be answered again, ${answer.reopenedBy.slice(0, 3).join(', ')}${answer.reopenedBy.length > 3 ? ' and more' : ''} changed since.`;
  return `${title}: not answered.`;
};
