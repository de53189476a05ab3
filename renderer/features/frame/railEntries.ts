import {
  type Icon,
  IconActivity,
  IconArrowsLeftRight,
  IconBell,
  IconChartLine,
  IconChecklist,
  IconColumns3,
  IconGitBranch,
  IconGitPullRequest,
  IconHistory,
  IconInbox,
  IconLayoutDashboard,
  IconListNumbers,
  IconRocket,
  IconRun,
} from '@tabler/icons-react';

export interface RailEntry {
  /** A route of App.tsx that takes `project` alone. */
  readonly to:
    | '/p/$project'
    | '/p/$project/backlog'
    | '/p/$project/inbox'
    | '/p/$project/board'
    | '/p/$project/sprint'
    | '/p/$project/build'
    | '/p/$project/review'
    | '/p/$project/qa'
    | '/p/$project/deploy'
    | '/p/$project/history'
    | '/p/$project/path'
    | '/p/$project/metrics'
    | '/p/$project/traffic'
    | '/p/$project/alerts';
  readonly name: string;
  /** Pressed after `G`. */
  readonly letter: string;
  readonly icon: Icon;
}

export interface RailPhase {
  /** null for what stands above the phases. */
  readonly phase: string | null;
  readonly entries: readonly RailEntry[];
}

/** The rail: the wall, then the five phases in the order of the work. */
export const rail: readonly RailPhase[] = [
  { phase: null, entries: [{ to: '/p/$project', name: 'Wall', letter: 'W', icon: IconLayoutDashboard }] },
  {
    phase: 'Plan',
    entries: [
      { to: '/p/$project/backlog', name: 'Backlog', letter: 'B', icon: IconListNumbers },
      { to: '/p/$project/inbox', name: 'Inbox', letter: 'I', icon: IconInbox },
      { to: '/p/$project/board', name: 'Board', letter: 'K', icon: IconColumns3 },
      { to: '/p/$project/sprint', name: 'Sprint', letter: 'S', icon: IconRun },
    ],
  },
  { phase: 'Build', entries: [{ to: '/p/$project/build', name: 'Branches', letter: 'U', icon: IconGitBranch }] },
  {
    phase: 'Test',
    entries: [
      { to: '/p/$project/review', name: 'Review', letter: 'R', icon: IconGitPullRequest },
      { to: '/p/$project/qa', name: 'QA', letter: 'Q', icon: IconChecklist },
    ],
  },
  {
    phase: 'Deploy',
    entries: [
      { to: '/p/$project/deploy', name: 'Deploy', letter: 'D', icon: IconRocket },
      { to: '/p/$project/history', name: 'History', letter: 'H', icon: IconHistory },
    ],
  },
  {
    phase: 'Monitor',
    entries: [
      { to: '/p/$project/path', name: 'Path', letter: 'P', icon: IconActivity },
      { to: '/p/$project/metrics', name: 'Metrics', letter: 'M', icon: IconChartLine },
      { to: '/p/$project/traffic', name: 'Traffic', letter: 'F', icon: IconArrowsLeftRight },
      { to: '/p/$project/alerts', name: 'Alerts', letter: 'A', icon: IconBell },
    ],
  },
];

export interface SiteEntry {
  readonly to: '/projects' | '/range' | '/ledger' | '/settings';
  readonly name: string;
  readonly letter: string;
}

/** What belongs to no project. */
export const siteEntries: readonly SiteEntry[] = [
  { to: '/projects', name: 'Projects', letter: 'J' },
  { to: '/range', name: 'Practice range', letter: 'T' },
  { to: '/ledger', name: 'History of acts', letter: 'L' },
  { to: '/settings', name: 'Settings', letter: 'E' },
];
