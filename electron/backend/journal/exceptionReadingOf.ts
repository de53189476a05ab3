import { createHash } from 'node:crypto';
import type { ExceptionReading } from '../../../shared/alerts/exceptionReading.ts';
import type { ExceptionGroup } from '../../../shared/monitor/exceptionGroup.ts';
import type { CountedException } from './exceptionTable.ts';

/** Names a group of exceptions by its type and eight digits of its fingerprint's hash: short, the same for ever, and of one group only. */
export const exceptionSubject = (type: string, fingerprint: string): string => {
  const name = (type.split('.').at(-1) ?? type).slice(0, 50);
  return `${name} ${createHash('sha256').update(fingerprint).digest('hex').slice(0, 8)}`;
};

/** A group in words: its type, and the last place of its way. */
export const exceptionTitle = ({ type, path }: Pick<ExceptionGroup, 'type' | 'path'>): string =>
  `${type}${path.length === 0 ? '' : ` in ${path.at(-1)}`}`;

/** What rules about exceptions are shown of one that was counted. */
export const exceptionReadingOf = (
  { event, group, fingerprint, at }: CountedException,
  late: boolean,
): ExceptionReading => ({
  event,
  subject: exceptionSubject(group.type, fingerprint),
  title: exceptionTitle(group),
  message: group.message,
  count: group.count,
  at,
  late,
  lines: group.sample.split('\n'),
});
