import { literalMarkdown } from '../alerts/literalMarkdown.ts';
import type { GateOverride } from './deployGate.ts';

/** The item that an override of the deploy gate promises: what was open, why it went out, and by when it is made good. */
export const followUpText = (run: {
  readonly environmentName: string;
  readonly revision: string;
  readonly open: readonly string[];
  readonly override: GateOverride;
  readonly by: string;
}): { readonly title: string; readonly description: string } => ({
  title: `By ${run.override.due}: make good the override of ${run.revision.slice(0, 7)} on ${run.environmentName}`,
  description: [
    `**Due:** ${run.override.due}`,
    `${literalMarkdown(run.by)} deployed \`${run.revision}\` to ${literalMarkdown(run.environmentName)} although its gate was closed.`,
    `**Reason:** ${literalMarkdown(run.override.reason)}`,
    '**Open was:**',
    run.open.map((each) => `- ${literalMarkdown(each)}`).join('\n'),
  ].join('\n\n'),
});
