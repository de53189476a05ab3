import { Button } from '@mantine/core';
import { IconCalendarPlus } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { CalendarDate } from '../../../shared/calendarDate.ts';
import type { ProjectId } from '../../../shared/ids.ts';
import type { SprintSettings } from '../../../shared/sprints/sprint.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { planningWindow } from '../../backend/planningWindow.ts';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { formatDays } from '../../ui/formatDay.ts';
import styles from './ProposedSprints.module.css';
import { useSprintsCache } from './useSprintsCache.ts';

interface Props {
  readonly project: ProjectId;
  readonly proposals: readonly SprintSettings[];
  readonly today: CalendarDate;
  /** Opens the form with a proposal, for other days than the cadence's. */
  readonly onAdjust: (proposal: SprintSettings) => void;
}

/** The next sprints by the cadence, each one press away. A later one can only follow those before it, so only the first is a button. */
export const ProposedSprints = ({ project, proposals, today, onAdjust }: Props) => {
  const navigate = useNavigate();
  const cache = useSprintsCache(project);
  const create = useMutation(
    api.sprints.create.mutationOptions({
      onSuccess: (sprint) => {
        cache.put(sprint);
        void navigate({ to: '/p/$project/sprint/$sprint/plan', params: { project, sprint: sprint.id } });
      },
    }),
  );
  const [next, ...later] = proposals;
  if (next === undefined) return null;
  return (
    <div className={styles.proposals}>
      <div className={styles.acts}>
        <Button
          leftSection={<IconCalendarPlus size={15} aria-hidden />}
          loading={create.isPending}
          onClick={() => create.mutate({ ...planningWindow, project, settings: next })}
        >
          Plan {next.name}, {formatDays(next.start, next.end, today)}
        </Button>
        <Button variant="default" onClick={() => onAdjust(next)}>
          Other days or name…
        </Button>
      </div>
      {later.length > 0 && (
        <p className={styles.later}>
          Then {later.map(({ name, start, end }) => `${name}, ${formatDays(start, end, today)}`).join('; ')}
        </p>
      )}
      {create.isError && <ErrorView title={`${next.name} was not planned`} failure={describeFailure(create.error)} />}
    </div>
  );
};
