import type { Sprint, SprintReport } from './sprint.ts';

/** A sprint that ended, with its report. */
export interface ClosedSprint {
  readonly sprint: Pick<Sprint, 'id' | 'name' | 'end'>;
  readonly report: SprintReport;
}

/** The last closed sprints by their last day, `count` at most, oldest first. */
export const lastClosedSprints = (
  sprints: readonly Pick<Sprint, 'id' | 'name' | 'end' | 'report'>[],
  count: number,
): readonly ClosedSprint[] =>
  sprints
    .flatMap(({ report, ...sprint }) => (report === null ? [] : [{ sprint, report }]))
    .sort(byEnd)
    .slice(-count);

const byEnd = (one: ClosedSprint, other: ClosedSprint): number => {
  if (one.sprint.end !== other.sprint.end) return one.sprint.end < other.sprint.end ? -1 : 1;
  return one.report.closedAt - other.report.closedAt;
};
