import { Failure } from '../../../shared/errors.ts';
import type { ExceptionGroup, ExceptionGroupId } from '../../../shared/monitor/exceptionGroup.ts';
import type { SeenGroup } from '../../../shared/monitor/exceptionsContract.ts';
import { appendLedger } from '../db/ledgerTable.ts';
import { exceptionSubject, exceptionTitle } from './exceptionReadingOf.ts';
import { findException, fingerprintOf, resolveException, setMerged } from './exceptionTable.ts';
import type { JournalDeps } from './journalDeps.ts';

/** What a person does with groups of exceptions: each is one transaction with its line in the ledger, and with the alerts of what is settled. */
export const createExceptionCommands = (
  deps: Pick<JournalDeps, 'db' | 'feed' | 'clock' | 'actor' | 'environmentOf' | 'onSettled'>,
) => {
  const { db, clock, feed } = deps;

  const need = (id: ExceptionGroupId): ExceptionGroup => {
    const group = findException(db, id);
    if (group === null)
      throw new Failure('GONE', 'This exception is no longer listed.', { what: 'exception', id: String(id) });
    return group;
  };
  /** The group as it was seen; when it is made up otherwise by now, what differs is named. */
  const needAsSeen = ({ group: id, parts }: SeenGroup): ExceptionGroup => {
    const group = need(id);
    const now = group.parts.map((part) => part.id);
    const missing = parts.filter((part) => !now.includes(part));
    const added = group.parts.filter((part) => !parts.includes(part.id));
    if (group.id === id && missing.length === 0 && added.length === 0) return group;
    throw new Failure('CONFLICT', 'These exceptions were grouped otherwise in between.', {
      changes: [
        ...(group.id === id ? [] : [`It counts to ${exceptionTitle(group)} by now.`]),
        ...(missing.length === 0 ? [] : [`${missing.length} of its fingerprints count elsewhere by now.`]),
        ...added.map((part) => `${exceptionTitle(part)} counts to it by now.`),
      ],
      act: 'Look at the list as it is now, then choose again.',
    });
  };
  const subjectOf = (group: ExceptionGroup): string => exceptionSubject(group.type, fingerprintOf(db, group.id));

  const commit = <Result>(
    { environment }: ExceptionGroup,
    line: { readonly verb: string; readonly summary: string; readonly inverse: unknown },
    work: () => Result,
  ): Result => {
    const result = db
      .transaction(() => {
        const done = work();
        appendLedger(db, {
          ...line,
          at: clock.now(),
          actor: deps.actor,
          entity: 'environment',
          entityId: environment,
          projectId: deps.environmentOf(environment)?.projectId ?? null,
        });
        return done;
      })
      .immediate();
    feed.publish('exception', environment);
    feed.publish('ledger', null);
    return result;
  };

  return {
    resolve: (id: ExceptionGroupId): ExceptionGroup => {
      const group = need(id);
      if (group.state === 'resolved') return group;
      const line = { verb: 'exception.resolve', summary: `Resolve ${exceptionTitle(group)}`, inverse: null };
      return commit(group, line, () => {
        resolveException(db, group, clock.now());
        deps.onSettled(group.environment, [subjectOf(group)], 'Its exceptions were resolved.');
        return need(group.id);
      });
    },

    merge: (seen: readonly SeenGroup[]): ExceptionGroup => {
      const groups = seen.map(needAsSeen);
      const head = groups.reduce((one, other) => (other.firstSeen < one.firstSeen ? other : one));
      const others = groups.filter(({ id }) => id !== head.id);
      if (new Set(groups.map(({ environment }) => environment)).size > 1)
        throw new Failure('REFUSED', 'Exceptions of two environments cannot count as one.', {
          act: 'Choose groups of one environment.',
        });
      if (others.length === 0)
        throw new Failure('REFUSED', 'That is one group already.', { act: 'Choose two or more.' });
      const out = others.flatMap(({ parts }) => parts.map(({ id }) => id));
      const line = {
        verb: 'exception.merge',
        summary: `Let ${others.map(exceptionTitle).join(', ')} count to ${exceptionTitle(head)}`.slice(0, 1_000),
        inverse: { verb: 'exception.split', group: head.id, out },
      };
      return commit(head, line, () => {
        const subjects = others.map(subjectOf);
        setMerged(db, out, head.id);
        deps.onSettled(head.environment, subjects, `It counts to ${exceptionTitle(head)} now.`);
        return need(head.id);
      });
    },

    split: (seen: SeenGroup, wanted: readonly ExceptionGroupId[]): readonly ExceptionGroup[] => {
      const group = needAsSeen(seen);
      const out = [...new Set(wanted)].filter((id) => group.parts.some((part) => part.id === id));
      const rest = group.parts.filter(({ id }) => !out.includes(id));
      const [head] = rest;
      if (out.length === 0 || head === undefined)
        throw new Failure('REFUSED', 'One fingerprint at least stays in its group.', {
          act: 'Leave one of them in.',
        });
      const names = group.parts.filter(({ id }) => out.includes(id)).map(exceptionTitle);
      const line = {
        verb: 'exception.split',
        summary: `Let ${names.join(', ')} no longer count to ${exceptionTitle(group)}`.slice(0, 1_000),
        inverse: { verb: 'exception.merge', groups: [head.id, ...out] },
      };
      return commit(group, line, () => {
        for (const id of out) setMerged(db, [id], id);
        setMerged(
          db,
          rest.map(({ id }) => id),
          head.id,
        );
        return [head.id, ...out].map(need);
      });
    },
  };
};
