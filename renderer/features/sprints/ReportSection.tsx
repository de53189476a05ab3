import type { PlanningSettings } from '../../../shared/backlog/planningSettings.ts';
import { amountInWords } from '../../../shared/sprints/amountInWords.ts';
import type { Sprint, SprintReport } from '../../../shared/sprints/sprint.ts';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Section } from '../../ui/Section.tsx';
import { SprintItemTable } from './SprintItemTable.tsx';

interface Props {
  readonly report: SprintReport;
  /** To name where unfinished items went. */
  readonly sprints: readonly Sprint[];
  readonly unit: PlanningSettings['unit'];
}

/** How a sprint ended, as it was kept then. */
export const ReportSection = ({ report, sprints, unit }: Props) => {
  const names = new Map(sprints.map(({ id, name }) => [id, name]));
  const { completed, unfinished, cancelled, completedPoints, alertBornPoints, closedAt } = report;
  return (
    <Section
      title="Report"
      lead={
        <>
          Closed <RelativeTime at={closedAt} />: {amountInWords(completedPoints, unit)} completed,{' '}
          {amountInWords(alertBornPoints, unit)} came from alerts.
        </>
      }
    >
      {completed.length > 0 && <SprintItemTable title={`Completed (${String(completed.length)})`} items={completed} />}
      {unfinished.length > 0 && (
        <SprintItemTable
          title={`Unfinished (${String(unfinished.length)})`}
          items={unfinished}
          more={{
            key: 'to',
            title: 'Went to',
            width: '180px',
            cell: ({ movedTo }) => (
              <bdi>{movedTo === 'backlog' ? 'Backlog' : (names.get(movedTo) ?? 'a sprint that is gone')}</bdi>
            ),
          }}
        />
      )}
      {cancelled.length > 0 && <SprintItemTable title={`Cancelled (${String(cancelled.length)})`} items={cancelled} />}
      {completed.length + unfinished.length + cancelled.length === 0 && <p>The sprint had no items.</p>}
    </Section>
  );
};
