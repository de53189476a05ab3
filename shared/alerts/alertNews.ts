import { z } from 'zod';
import type { Alert } from './alert.ts';
import { AlertId } from './alert.ts';

/** What there is to tell of an alert. `passed` opened and closed again while nobody was to be told. */
export interface AlertNews {
  readonly kind: 'opened' | 'reminder' | 'closed' | 'passed';
  readonly alert: Alert;
  readonly environmentName: string;
}

/** What is shown outside the window, however much there was to tell. */
export const AlertNotice = z.object({
  title: z.string(),
  body: z.string(),
  /** Where a click leads. */
  route: z.string(),
  /** The open alerts it speaks of, which an "Acknowledge" in it means. */
  alerts: z.array(AlertId),
});
export type AlertNotice = Readonly<z.infer<typeof AlertNotice>>;

/** A notice as it was told, once: several tabs that hear of it show it as one, and the next one of the same words is another. */
export const ToldNotice = AlertNotice.extend({ id: z.uuid() });
export type ToldNotice = Readonly<z.infer<typeof ToldNotice>>;

/** Lines of a notice; systems show four to six. */
const LINES = 4;

/** One notice for all that there is to tell at a moment, the most severe first; null when there is nothing. */
export const noticeOf = (news: readonly AlertNews[]): AlertNotice | null => {
  const sorted = news.toSorted((one, other) => weight(other) - weight(one));
  const [first] = sorted;
  if (first === undefined) return null;
  const route = `/p/${first.alert.projectId}/alerts`;
  const alerts = sorted.filter(({ kind }) => kind === 'opened' || kind === 'reminder').map(({ alert }) => alert.id);
  if (sorted.length === 1) return { ...single(first), route, alerts };
  const left = sorted.length - LINES;
  const lines = sorted.slice(0, LINES).map((each) => `${single(each).title}`);
  return {
    title: counts(sorted),
    body: [...lines, ...(left > 0 ? [`and ${left} more`] : [])].join('\n'),
    route,
    alerts,
  };
};

const weight = ({ kind, alert }: AlertNews): number =>
  (kind === 'opened' ? 8 : kind === 'reminder' ? 4 : 0) + (alert.severity === 'critical' ? 2 : 0);

const single = ({ kind, alert, environmentName }: AlertNews): { readonly title: string; readonly body: string } => {
  const name = `${alert.name}${alert.subject === '' ? '' : ` (${alert.subject})`} on ${environmentName}`;
  switch (kind) {
    case 'opened':
      return { title: `${alert.severity === 'critical' ? 'Critical' : 'Warning'}: ${name}`, body: alert.reason };
    case 'reminder':
      return { title: `Still open: ${name}`, body: alert.reason };
    case 'closed':
      return { title: `Closed: ${name}`, body: alert.closedReason ?? alert.reason };
    case 'passed':
      return { title: `Opened and closed: ${name}`, body: alert.reason };
  }
};

const counts = (news: readonly AlertNews[]): string => {
  const count = (kind: AlertNews['kind']): number => news.filter((each) => each.kind === kind).length;
  const opened = count('opened');
  const parts = [
    [opened, `${opened === 1 ? 'alert' : 'alerts'} opened`],
    [count('reminder'), 'still open'],
    [count('closed'), 'closed'],
    [count('passed'), 'opened and closed again'],
  ] as const;
  const said = parts.filter(([number]) => number > 0).map(([number, words]) => `${number} ${words}`);
  return said.join(', ');
};
