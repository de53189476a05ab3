import { literalMarkdown } from '../alerts/literalMarkdown.ts';
import { TITLE_MAX } from '../backlog/item.ts';
import { cutText } from './cutText.ts';
import type { QaResult, QaRun } from './qaRun.ts';

const EVIDENCE_MAX = 8_000;

/** What a bug of a case is called. */
export const bugTitle = ({ title }: Pick<QaResult, 'title'>): string =>
  `Failed: ${title}`.replace(/\p{Cc}/gu, ' ').slice(0, TITLE_MAX);

/** What a bug of a case says, as Markdown: where it failed, what was seen, what the case is. What came from a report is shown as it is. */
export const bugEvidence = (
  run: Pick<QaRun, 'name' | 'revision'>,
  result: Pick<QaResult, 'title' | 'category' | 'evidence' | 'steps' | 'by' | 'from' | 'required'>,
): string => {
  const seen = result.evidence.trim() === '' ? 'Nothing was noted.' : cutText(result.evidence.trim(), EVIDENCE_MAX);
  return [
    `**Test case:** ${literalMarkdown(result.title)} (${result.category}${result.required ? ', required' : ''})`,
    `**QA run:** ${literalMarkdown(run.name)}, revision \`${run.revision}\``,
    `**Answered by:** ${literalMarkdown(result.by ?? 'nobody')}`,
    '**Seen:**',
    result.from === 'junit' ? fenced(seen) : seen,
    ...(result.steps.trim() === '' ? [] : ['**Steps:**', cutText(result.steps.trim(), EVIDENCE_MAX)]),
  ].join('\n\n');
};

/** A code block that its text cannot end: CommonMark 4.5. */
const fenced = (text: string): string => {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return `${fence}text\n${text}\n${fence}`;
};
