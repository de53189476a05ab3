import type { Sprint, SprintSettings } from '../../../shared/sprints/sprint.ts';

/** What may be set of a sprint, out of the sprint. */
export const settingsOfSprint = ({ name, start, end, goals, members, teamDaysOff }: Sprint): SprintSettings => ({
  name,
  start,
  end,
  goals,
  members,
  teamDaysOff,
});
