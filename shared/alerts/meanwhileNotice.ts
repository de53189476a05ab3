import type { ProjectId } from '../ids.ts';
import type { AlertNotice } from './alertNews.ts';

/** What happened on an environment while Pitwall was closed or asleep, in one sentence. */
export interface Meanwhile {
  readonly project: ProjectId;
  readonly environmentName: string;
  readonly sentence: string;
}

/** Sentences of a notice; systems show four to six lines. */
const SENTENCES = 4;

/** One notice for all that was only learnt afterwards; null when there is nothing. It names no alert: who reads it looks at the list. */
export const meanwhileNotice = (told: readonly Meanwhile[]): AlertNotice | null => {
  const [first] = told;
  if (first === undefined) return null;
  const several = new Set(told.map(({ environmentName }) => environmentName)).size > 1;
  const lines = told.map(({ environmentName, sentence }) => (several ? `${environmentName}: ${sentence}` : sentence));
  const left = lines.length - SENTENCES;
  return {
    title: `While Pitwall was not looking${several ? '' : `: ${first.environmentName}`}`,
    body: [...lines.slice(0, SENTENCES), ...(left > 0 ? [`and ${left} more`] : [])].join('\n'),
    route: `/p/${first.project}/alerts`,
    alerts: [],
  };
};
