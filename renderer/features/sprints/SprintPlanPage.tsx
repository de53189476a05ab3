import { Button, SegmentedControl } from '@mantine/core';
import { IconPencil, IconPlayerPlay } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { dateAt } from '../../../shared/calendarDate.ts';
import type { ItemId, SprintId } from '../../../shared/ids.ts';
import type { Sprint } from '../../../shared/sprints/sprint.ts';
import { velocity } from '../../../shared/sprints/velocity.ts';
import { sprintFigures } from '../../backend/sprintFigures.ts';
import { type Planning, usePlanning } from '../../backend/usePlanning.ts';
import { formatDays } from '../../ui/formatDay.ts';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { Page } from '../../ui/Page.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { sprintDayInWords } from '../../ui/sprintDayInWords.ts';
import { UndoButtons } from '../../ui/UndoButtons.tsx';
import { useNow } from '../../ui/useNow.ts';
import { usePlanningUndo } from '../../ui/usePlanningUndo.ts';
import { CapacityPanel } from './CapacityPanel.tsx';
import { PlanItems } from './PlanItems.tsx';
import { SprintFormDialog } from './SprintFormDialog.tsx';
import { SprintGone } from './SprintGone.tsx';
import styles from './SprintPlanPage.module.css';
import { SprintTeam } from './SprintTeam.tsx';
import { StartDialog } from './StartDialog.tsx';
import { settingsOfSprint } from './settingsOfSprint.ts';

const route = getRouteApi('/p/$project/sprint/$sprint/plan');

type Part = 'items' | 'team';

const PlanBody = ({
  sprint,
  planning,
  part,
}: {
  readonly sprint: Sprint;
  readonly planning: Planning;
  readonly part: Part;
}) => {
  const { settings, sprints, members } = planning;
  const [supposed, setSupposed] = useState<ReadonlyMap<ItemId, SprintId | null> | null>(null);
  const figures = useMemo(() => sprintFigures(sprint, planning), [sprint, planning]);
  const shown = useMemo(
    () => (supposed === null ? figures : sprintFigures(sprint, planning, supposed)),
    [supposed, figures, sprint, planning],
  );
  return (
    <>
      <CapacityPanel
        figures={shown}
        velocity={velocity(sprints, settings.lookBack)}
        members={members}
        unit={settings.unit}
        supposed={supposed !== null}
      />
      {part === 'items' ? (
        <PlanItems sprint={sprint} planning={planning} figures={figures} onSuppose={setSupposed} />
      ) : (
        <div className={styles.team}>
          <SprintTeam sprint={sprint} planning={planning} />
        </div>
      )}
    </>
  );
};

/** A sprint is planned here: what goes in, against what the team can take on. */
export const SprintPlanPage = () => {
  const { project, sprint: id } = route.useParams();
  usePlanningUndo(project);
  const query = usePlanning(project);
  const now = useNow('slow');
  const [part, setPart] = useState<Part>('items');
  const [open, setOpen] = useState<'edit' | 'start' | null>(null);
  const planning = query.data;
  const sprint = planning?.sprints.find((each) => each.id === id);
  const today = planning && dateAt(now, planning.settings.timeZone);
  const known = planning !== undefined && sprint !== undefined && sprint.state !== 'closed';
  return (
    <Page
      title={
        sprint === undefined
          ? 'Plan a sprint'
          : sprint.state === 'active'
            ? `Change the scope of ${sprint.name}`
            : `Plan ${sprint.name}`
      }
      fill
      lead={
        sprint &&
        today &&
        `${formatDays(sprint.start, sprint.end, today)}, ${sprintDayInWords(sprint, today)}, ${String(sprint.goals.length)} ${sprint.goals.length === 1 ? 'goal' : 'goals'}`
      }
      actions={
        known && (
          <>
            <UndoButtons project={project} />
            <SegmentedControl
              aria-label="Part of the plan"
              value={part}
              onChange={(value) => setPart(value as Part)}
              data={[
                { value: 'items', label: 'Items' },
                { value: 'team', label: 'Team and days off' },
              ]}
            />
            <Button
              variant="default"
              leftSection={<IconPencil size={15} aria-hidden />}
              onClick={() => setOpen('edit')}
            >
              Days and goals
            </Button>
            {sprint.state === 'planned' ? (
              <Button leftSection={<IconPlayerPlay size={15} aria-hidden />} onClick={() => setOpen('start')}>
                Start {sprint.name}…
              </Button>
            ) : (
              <LinkButton to="/p/$project/sprint/$sprint" params={{ project, sprint: id }} variant="default">
                Back to {sprint.name}
              </LinkButton>
            )}
          </>
        )
      }
    >
      <QueryView query={query} what="Reading the plan" failed="The plan could not be read" rows={8}>
        {(read) =>
          known ? (
            <PlanBody sprint={sprint} planning={read} part={part} />
          ) : (
            <SprintGone project={project} closed={sprint} />
          )
        }
      </QueryView>
      {known && open === 'edit' && (
        <SprintFormDialog
          project={project}
          sprint={sprint}
          initial={settingsOfSprint(sprint)}
          onClose={() => setOpen(null)}
        />
      )}
      {known && open === 'start' && (
        <StartDialog
          sprint={sprint}
          planning={planning}
          figures={sprintFigures(sprint, planning)}
          onClose={() => setOpen(null)}
        />
      )}
    </Page>
  );
};
