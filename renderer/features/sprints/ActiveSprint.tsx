import { IconColumns3, IconFlag } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { CalendarDate } from '../../../shared/calendarDate.ts';
import { amountInWords, numberInWords } from '../../../shared/sprints/amountInWords.ts';
import type { Sprint } from '../../../shared/sprints/sprint.ts';
import { sprintFigures } from '../../backend/sprintFigures.ts';
import type { Planning } from '../../backend/usePlanning.ts';
import { formatDays } from '../../ui/formatDay.ts';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { Section } from '../../ui/Section.tsx';
import { sprintDayInWords } from '../../ui/sprintDayInWords.ts';
import styles from './ActiveSprint.module.css';
import { GoalList } from './GoalList.tsx';
import { LoadBar } from './LoadBar.tsx';

interface Props {
  readonly sprint: Sprint;
  readonly planning: Planning;
  readonly today: CalendarDate;
}

/** The sprint that runs, in five lines. */
export const ActiveSprint = ({ sprint, planning, today }: Props) => {
  const { unit } = planning.settings;
  const { scope, completed, verdict, load } = sprintFigures(sprint, planning);
  const params = { project: sprint.projectId, sprint: sprint.id };
  return (
    <Section
      title={`${sprint.name} is active`}
      actions={
        <>
          <LinkButton
            to="/p/$project/board"
            params={params}
            variant="default"
            leftSection={<IconColumns3 size={15} aria-hidden />}
          >
            Board
          </LinkButton>
          <LinkButton
            to="/p/$project/sprint/$sprint/close"
            params={params}
            variant="default"
            leftSection={<IconFlag size={15} aria-hidden />}
          >
            Close {sprint.name}…
          </LinkButton>
        </>
      }
    >
      <div className={styles.figures}>
        <div>
          <p>
            <Link to="/p/$project/sprint/$sprint" params={params}>
              Burndown and goals of <bdi>{sprint.name}</bdi>
            </Link>
          </p>
          <p className={styles.dim}>
            {formatDays(sprint.start, sprint.end, today)}, {sprintDayInWords(sprint, today)}
          </p>
          <p>
            {numberInWords(completed)} of {amountInWords(scope, unit)} done, {load.items} items
          </p>
          <GoalList goals={sprint.goals} />
        </div>
        <LoadBar name="Team" load={verdict.team} unit={unit} />
      </div>
    </Section>
  );
};
