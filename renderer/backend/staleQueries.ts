import type { QueryKey } from '@tanstack/react-query';
import { ItemId, RunId } from '../../shared/ids.ts';
import type { LiveEvent } from '../../shared/live/contract.ts';
import { ChangeId } from '../../shared/reviews/change.ts';
import { api } from './client.ts';

/** A part of the query cache that a change made untrue.
 *
 * `quietly` marks it untrue without asking again at once: a deploy plan asks the target over SSH, which must not happen at a run's every
 * step. It is asked when a view that shows it opens, or by that view itself. */
export interface StaleQueries {
  readonly key: QueryKey;
  readonly quietly: boolean;
}

const now = (...keys: readonly QueryKey[]): readonly StaleQueries[] => keys.map((key) => ({ key, quietly: false }));
const plan: StaleQueries = { key: api.deploys.plan.key(), quietly: true };

/** What goes with a project when it is deleted. */
const dependents = now(api.projects.dependents.key());

/** Charts mark the deploys; one that is open reads anew by itself. */
const deployMarks: StaleQueries = { key: api.monitor.series.key(), quietly: true };

/** What a change of the live stream makes untrue; a `reset` everything. */
export const staleQueries = (event: LiveEvent): readonly StaleQueries[] => {
  if (event.kind === 'reset') return now([]);
  switch (event.entity) {
    case 'project':
      return now(api.projects.key(), api.deploys.summary.key(), api.deploys.history.key(), api.range.key());
    case 'environment':
      return [...now(api.projects.key(), api.deploys.summary.key(), api.connections.key()), plan];
    case 'run':
      return [
        ...now(runKey(event.id), api.deploys.summary.key(), api.deploys.history.key()),
        ...now(api.projects.dependents.key(), api.projects.environmentDependents.key()),
        plan,
        deployMarks,
      ];
    case 'connection':
      return [...now(api.connections.key()), plan];
    case 'range':
      return now(api.range.key());
    case 'item':
      return now(api.backlog.list.key(), detailKey(event.id));
    case 'planning':
      return now(api.backlog.settings.key(), api.sprints.propose.key());
    case 'member':
      return now(api.team.key(), api.sprints.propose.key());
    case 'sprint':
      return now(api.sprints.key());
    case 'watch':
      return now(api.monitor.watches.key(), api.monitor.settings.key(), api.prometheus.source.key());
    case 'traffic':
      return now(api.monitor.traffic.key());
    case 'exception':
      return now(api.exceptions.key());
    case 'rule':
      return now(
        api.alerts.rules.key(),
        api.alerts.missingRules.key(),
        api.alerts.silences.key(),
        api.alerts.maintenance.key(),
        api.alerts.noticeSettings.key(),
        api.alerts.list.key(),
      );
    case 'alert':
      return now(api.alerts.list.key(), api.alerts.counts.key());
    case 'qa':
      // Reports of tests and coverage answer the checklists of changes.
      return [...qaKeys(), ...now(api.reviews.change.key()), ...dependents, plan];
    case 'change':
      return [...changeKeys(event.id), ...dependents, plan];
    case 'repository':
      // A project with a repository is gated by default; who sits at the window and how changes are merged are its settings, too.
      return [
        ...now(api.reviews.list.key(), api.reviews.change.key()),
        ...now(api.branches.repository.key(), api.branches.branches.key(), api.branches.proposeStart.key()),
        ...now(api.qa.settings.key()),
        ...dependents,
        plan,
      ];
    case 'pattern':
      return now(api.patterns.settings.key(), api.patterns.baseline.key());
    case 'view':
      return now(api.backlog.views.key());
    case 'ledger':
      return now(api.ledger.key());
    case 'app':
      return now(api.app.key());
  }
};

/** The logs' pages are not here, see `runKey`; nor is what the repository was asked. */
const qaKeys = (): readonly StaleQueries[] =>
  now(
    api.qa.plan.key(),
    api.qa.settings.key(),
    api.qa.runs.key(),
    api.qa.run.key(),
    api.qa.answers.key(),
    api.qa.testRuns.key(),
    api.qa.testRun.key(),
    api.qa.reports.key(),
    api.qa.report.key(),
  );

/** Diffs and lines of files are not here: what stands between two revisions never changes. */
const changeKeys = (id: string | null): readonly StaleQueries[] => {
  const change = ChangeId.safeParse(id).data;
  return now(
    api.reviews.list.key(),
    api.reviews.settings.key(),
    change === undefined ? api.reviews.change.key() : api.reviews.change.key({ input: { change } }),
    change === undefined ? api.reviews.files.key() : api.reviews.files.key({ input: { change } }),
  );
};

const detailKey = (id: string | null): QueryKey => {
  const item = ItemId.safeParse(id).data;
  return item === undefined ? api.backlog.detail.key() : api.backlog.detail.key({ input: { item } });
};

/** The log's pages are not here: what was written stays, and its growth has a stream of its own. */
const runKey = (id: string | null): QueryKey => {
  const run = RunId.safeParse(id).data;
  return run === undefined ? api.deploys.run.key() : api.deploys.run.key({ input: { run } });
};
