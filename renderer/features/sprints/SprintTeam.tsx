import { ActionIcon, Button, NativeSelect } from '@mantine/core';
import { IconCopy, IconUserMinus } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { capacityInWords, daysInWords } from '../../../shared/sprints/capacityInWords.ts';
import { memberCapacity } from '../../../shared/sprints/memberCapacity.ts';
import type { Sprint, SprintMember, SprintSettings } from '../../../shared/sprints/sprint.ts';
import { sprintMemberOf, sprintTeam } from '../../../shared/sprints/sprintTeam.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { planningWindow } from '../../backend/planningWindow.ts';
import type { Planning } from '../../backend/usePlanning.ts';
import { EmptyView } from '../../ui/EmptyView.tsx';
import { MemberName } from '../../ui/MemberName.tsx';
import { notifyFailure } from '../../ui/notify.ts';
import { dismissActNotice } from '../../ui/notifyAct.tsx';
import { Section } from '../../ui/Section.tsx';
import { WeekdayToggles } from '../../ui/WeekdayToggles.tsx';
import { DaysOff } from './DaysOff.tsx';
import { FigureInput } from './FigureInput.tsx';
import styles from './SprintTeam.module.css';
import { settingsOfSprint } from './settingsOfSprint.ts';
import { useSprintsCache } from './useSprintsCache.ts';

interface Props {
  readonly sprint: Sprint;
  readonly planning: Planning;
}

/** The sprint right before this one, whose team a new sprint starts from; null for the first. */
const sprintBefore = (sprint: Sprint, sprints: readonly Sprint[]): Sprint | null =>
  sprints
    .filter(({ end }) => end < sprint.start)
    .reduce<Sprint | null>((a, b) => (a === null || b.end > a.end ? b : a), null);

/** Changes a sprint's settings at once in view; a refusal puts back what was there. */
const useChangeSprint = (sprint: Sprint): ((part: Partial<SprintSettings>) => void) => {
  const cache = useSprintsCache(sprint.projectId);
  const update = useMutation(
    api.sprints.update.mutationOptions({
      onSuccess: cache.put,
      onError: (error) => {
        void cache.invalidate();
        notifyFailure(`${sprint.name} was not changed`, describeFailure(error));
      },
    }),
  );
  return (part) => {
    dismissActNotice();
    cache.put({ ...sprint, ...part });
    update.mutate({ ...planningWindow, sprint: sprint.id, settings: { ...settingsOfSprint(sprint), ...part } });
  };
};

/** Who works in a sprint and on which days; all of it may differ from the members' own settings. */
export const SprintTeam = ({ sprint, planning }: Props) => {
  const { members, sprints, settings } = planning;
  const change = useChangeSprint(sprint);
  const before = sprintBefore(sprint, sprints);
  const known = new Map(members.map((member) => [member.id, member]));
  const others = members.filter(({ id, active }) => active && sprint.members.every(({ member }) => member !== id));
  const set = (changed: SprintMember) =>
    change({ members: sprint.members.map((each) => (each.member === changed.member ? changed : each)) });
  const days = { first: sprint.start, last: sprint.end };
  return (
    <Section
      title="Team and days off"
      lead="Capacity of a member: working days less days off × focus factor × what a day brings."
      actions={
        <>
          {before !== null && (
            <Button
              variant="default"
              leftSection={<IconCopy size={15} aria-hidden />}
              onClick={() => change({ members: sprintTeam(before, members) })}
            >
              Copy from {before.name}
            </Button>
          )}
          {others.length > 0 && (
            <NativeSelect
              aria-label="Add a member to this sprint"
              value=""
              data={[
                { value: '', label: 'Add a member…' },
                ...others.map(({ id, name }) => ({ value: id, label: name })),
              ]}
              onChange={(event) => {
                const chosen = others.find(({ id }) => id === event.currentTarget.value);
                if (chosen !== undefined) change({ members: [...sprint.members, sprintMemberOf(chosen)] });
              }}
            />
          )}
        </>
      }
    >
      {sprint.members.length === 0 && (
        <EmptyView title="Nobody works in this sprint yet">
          {members.length === 0 ? (
            <>
              <Link to="/p/$project/team" params={{ project: sprint.projectId }}>
                Add the team first
              </Link>
              , then take its members into this sprint.
            </>
          ) : (
            'Add members, so that the sprint has a capacity.'
          )}
        </EmptyView>
      )}
      {sprint.members.length > 0 && (
        <div className={styles.head} aria-hidden>
          <span>Member</span>
          <span className={styles.days}>Working days, and days off below</span>
          <span>Focus factor</span>
          <span>{settings.unit === 'hours' ? 'Hours a day' : 'Points a day'}</span>
        </div>
      )}
      <ul className={styles.members}>
        {sprint.members.map((each) => {
          const member = known.get(each.member);
          const name = member?.name ?? 'somebody who left';
          const capacity = memberCapacity(sprint, each);
          return (
            <li key={each.member} className={styles.member} aria-label={name}>
              <span className={styles.name}>
                <MemberName member={member} />
              </span>
              <WeekdayToggles
                label={`Working days of ${name}`}
                hideLabel
                value={each.workingDays}
                onChange={(workingDays) => set({ ...each, workingDays })}
              />
              <FigureInput
                name={`Focus factor of ${name}`}
                suffix=" %"
                decimalScale={1}
                max={100}
                value={Math.round(each.focusFactor * 1000) / 10}
                onCommit={(percent) => set({ ...each, focusFactor: percent / 100 })}
              />
              <FigureInput
                name={`${settings.unit === 'hours' ? 'Hours' : 'Points'} a day of ${name}`}
                decimalScale={2}
                max={100}
                value={each.perDay}
                onCommit={(perDay) => set({ ...each, perDay })}
              />
              <ActionIcon
                aria-label={`Take ${name} out of this sprint`}
                title={`Take ${name} out of this sprint`}
                onClick={() => change({ members: sprint.members.filter(({ member: id }) => id !== each.member) })}
              >
                <IconUserMinus size={15} aria-hidden />
              </ActionIcon>
              <p className={styles.words} title={daysInWords(capacity)}>
                {capacityInWords(capacity, settings.unit)}
              </p>
              <div className={styles.off}>
                <DaysOff whose={name} days={each.daysOff} {...days} onChange={(daysOff) => set({ ...each, daysOff })} />
              </div>
            </li>
          );
        })}
      </ul>
      <h3>Days on which nobody works</h3>
      <DaysOff
        whose="the team"
        days={sprint.teamDaysOff}
        {...days}
        onChange={(teamDaysOff) => change({ teamDaysOff })}
      />
    </Section>
  );
};
