import type { MaintenanceSchedule } from '../../../shared/alerts/maintenance.ts';
import { spokenSeconds } from '../../../shared/alerts/spokenSeconds.ts';
import { formatExact } from '../../ui/formatRelative.ts';
import { weekdaysInWords } from '../../ui/weekdaysInWords.ts';

/** When a maintenance window holds, in one line. */
export const scheduleInWords = (schedule: MaintenanceSchedule): string => {
  switch (schedule.kind) {
    case 'once':
      return `${formatExact(schedule.from)} to ${formatExact(schedule.to)}`;
    case 'weekly':
      return `${weekdaysInWords(schedule.weekdays)} at ${schedule.at} for ${spokenSeconds(schedule.minutes * 60)} (${schedule.timeZone})`;
    case 'cron':
      return `${schedule.line} for ${spokenSeconds(schedule.minutes * 60)} (${schedule.timeZone})`;
  }
};
