import type { PathReading } from '../monitor/hop.ts';
import { seriesUnit } from '../monitor/seriesUnit.ts';
import type { Alert } from './alert.ts';
import { begunSeries } from './begunSeries.ts';
import { literalMarkdown } from './literalMarkdown.ts';

/** What is known at the moment of an alert besides the alert itself. */
export interface AlertContext {
  readonly environmentName: string;
  /** The last look at the path; null when there was none. */
  readonly path: PathReading | null;
  /** What the last successful deploy brought; null when Pitwall deployed nothing yet. */
  readonly release: { readonly revision: string; readonly subject: string; readonly since: number } | null;
  /** The last deploy, whatever became of it. */
  readonly lastDeploy: { readonly revision: string; readonly outcome: string; readonly at: number } | null;
  /** The last samples of the rule's series, oldest first; empty for a hop. */
  readonly samples: readonly { readonly at: number; readonly value: number }[];
  /** Whose samples they are, e.g. `disk.used:/srv`; '' for a hop. */
  readonly series: string;
  /** The last lines of the log that tells of it, oldest first: see `evidenceLines`. */
  readonly logLines: readonly string[];
}

/** Rows of the table of samples: enough to see a course, not so many that nobody reads them. */
const SAMPLES = 12;

/** What an item says about the alert it was born of: rule, reason, figures, first failing hop, running release, last deploy, log lines.
 *
 * In Markdown, with everything from outside taken literally; times in UTC, because whoever reads it may be anywhere. */
export const alertEvidence = (alert: Alert, context: AlertContext): string =>
  [
    literalMarkdown(alert.reason),
    facts(alert, context),
    pathTable(context.path),
    sampleTable(context),
    logBlock(context.logLines),
  ]
    .filter((part) => part !== '')
    .join('\n\n');

/** One note for an alert that came back: what was seen, when, what ran, and what was logged. */
export const alertNote = (alert: Alert, context: AlertContext): string =>
  [literalMarkdown(alert.reason), facts(alert, context), logBlock(context.logLines)]
    .filter((part) => part !== '')
    .join('\n\n');

const facts = (alert: Alert, { environmentName, path, release, lastDeploy }: AlertContext): string => {
  const subject = alert.subject === '' ? '' : ` of ${literalMarkdown(alert.subject)}`;
  return [
    `- **Rule:** ${literalMarkdown(alert.name)}${subject} (${alert.severity}) on ${literalMarkdown(environmentName)}`,
    `- **Opened:** ${utc(alert.openedAt)}`,
    ...(path === null ? [] : [`- **First failing hop:** ${path.failing ?? 'none'}`]),
    `- **Running release:** ${release === null ? 'not known, because Pitwall has deployed nothing yet' : `\`${release.revision.slice(0, 7)}\` ${literalMarkdown(release.subject)}, since ${utc(release.since)}`}`,
    ...(lastDeploy === null
      ? []
      : [`- **Last deploy:** \`${lastDeploy.revision.slice(0, 7)}\` ${lastDeploy.outcome}, ${utc(lastDeploy.at)}`]),
  ].join('\n');
};

const pathTable = (path: PathReading | null): string =>
  path === null || path.hops.length === 0
    ? ''
    : [
        '| Hop | State | Seen |',
        '| --- | --- | --- |',
        ...path.hops.map(({ hop, state, detail }) => `| ${hop} | ${state} | ${literalMarkdown(detail)} |`),
      ].join('\n');

const sampleTable = ({ samples, series }: AlertContext): string => {
  const unit = seriesUnit(series);
  const said = literalMarkdown(`${begunSeries(series)}${unit === '' ? '' : ` (${unit})`}`);
  return samples.length === 0
    ? ''
    : [
        `| Time (UTC) | ${said} |`,
        '| --- | ---: |',
        ...samples.slice(-SAMPLES).map(({ at, value }) => `| ${utc(at)} | ${Number(value.toPrecision(6))} |`),
      ].join('\n');
};

const logBlock = (lines: readonly string[]): string =>
  lines.length === 0 ? '' : lines.map((line) => `    ${line}`).join('\n');

const utc = (at: number): string => new Date(at).toISOString().slice(0, 19).replace('T', ' ');
