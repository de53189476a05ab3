import { createHashHistory, createRootRoute, createRoute, createRouter } from '@tanstack/react-router';
import { EnvironmentId, ItemId, ProjectId, RunId, SprintId } from '../shared/ids.ts';
import { QaRunId } from '../shared/qa/qaRun.ts';
import { ReportId } from '../shared/qa/testReport.ts';
import { TestRunId } from '../shared/qa/testRun.ts';
import { ChangeId } from '../shared/reviews/change.ts';
import { BrowserNotices } from './features/alerts/BrowserNotices.tsx';
import { ItemLayout } from './features/backlog/drawer/ItemLayout.tsx';
import { Frame } from './features/frame/Frame.tsx';
import { HomePage } from './features/frame/HomePage.tsx';
import { NotFoundPage } from './features/frame/NotFoundPage.tsx';
import { RouteErrorPage } from './features/frame/RouteErrorPage.tsx';
import { metricsSearch } from './features/metrics/metricsSearch.ts';
import { PhasePage } from './features/phases/PhasePage.tsx';
import type { PhaseName } from './features/phases/phaseTexts.ts';
import { reviewSearch } from './features/reviews/reviewSearch.ts';
import { LoadingView } from './ui/LoadingView.tsx';
import { lazyScreen } from './ui/lazyScreen.tsx';

/*
 * The map of the window. A screen takes no props: it reads its address by `getRouteApi('/p/$project/runs/$run').useParams()`,
 * which gives checked, branded ids. Every screen is its own chunk, so that the window opens with the frame alone.
 */

const root = createRootRoute({
  component: () => (
    <>
      <Frame />
      <BrowserNotices />
    </>
  ),
});

const home = createRoute({ getParentRoute: () => root, path: '/', component: HomePage });
const start = createRoute({
  getParentRoute: () => root,
  path: '/start',
  component: lazyScreen(() => import('./features/start/StartPage.tsx'), 'StartPage'),
});
const range = createRoute({
  getParentRoute: () => root,
  path: '/range',
  component: lazyScreen(() => import('./features/range/RangePage.tsx'), 'RangePage'),
});
const ledger = createRoute({
  getParentRoute: () => root,
  path: '/ledger',
  component: lazyScreen(() => import('./features/ledger/LedgerPage.tsx'), 'LedgerPage'),
});
const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyScreen(() => import('./features/settings/SettingsPage.tsx'), 'SettingsPage'),
});

const projects = createRoute({
  getParentRoute: () => root,
  path: '/projects',
  component: lazyScreen(() => import('./features/projects/ProjectsPage.tsx'), 'ProjectsPage'),
});
const newProject = createRoute({
  getParentRoute: () => root,
  path: '/projects/new',
  component: lazyScreen(() => import('./features/projects/NewProjectPage.tsx'), 'NewProjectPage'),
});
const importProject = createRoute({
  getParentRoute: () => root,
  path: '/projects/import',
  validateSearch: (search: Record<string, unknown>): { readonly preset?: string } =>
    typeof search.preset === 'string' ? { preset: search.preset } : {},
  component: lazyScreen(() => import('./features/projects/ImportPage.tsx'), 'ImportPage'),
});
const project = createRoute({
  getParentRoute: () => root,
  path: '/projects/$project',
  params: { parse: (raw) => ({ project: ProjectId.parse(raw.project) }) },
});
const editProject = createRoute({
  getParentRoute: () => project,
  path: '/',
  component: lazyScreen(() => import('./features/projects/ProjectPage.tsx'), 'ProjectPage'),
});
const deleteProject = createRoute({
  getParentRoute: () => project,
  path: 'delete',
  component: lazyScreen(() => import('./features/projects/DeleteProjectPage.tsx'), 'DeleteProjectPage'),
});
const newEnvironment = createRoute({
  getParentRoute: () => project,
  path: 'environments/new',
  component: lazyScreen(() => import('./features/projects/NewEnvironmentPage.tsx'), 'NewEnvironmentPage'),
});
const environment = createRoute({
  getParentRoute: () => project,
  path: 'environments/$environment',
  params: { parse: (raw) => ({ environment: EnvironmentId.parse(raw.environment) }) },
});
const editEnvironment = createRoute({
  getParentRoute: () => environment,
  path: '/',
  component: lazyScreen(() => import('./features/projects/EnvironmentPage.tsx'), 'EnvironmentPage'),
});
const deleteEnvironment = createRoute({
  getParentRoute: () => environment,
  path: 'delete',
  component: lazyScreen(() => import('./features/projects/DeleteEnvironmentPage.tsx'), 'DeleteEnvironmentPage'),
});
const connection = createRoute({
  getParentRoute: () => environment,
  path: 'connection',
  component: lazyScreen(() => import('./features/connections/ConnectionPage.tsx'), 'ConnectionPage'),
});

const work = createRoute({
  getParentRoute: () => root,
  path: '/p/$project',
  params: { parse: (raw) => ({ project: ProjectId.parse(raw.project) }) },
  /** `item` opens the drawer of that item over whichever screen it is. */
  validateSearch: (search: Record<string, unknown>): { readonly item?: ItemId } => {
    const item = ItemId.safeParse(search.item).data;
    return item === undefined ? {} : { item };
  },
  component: ItemLayout,
});
/** A phase that is not built yet. */
const phase = <Path extends string>(path: Path, name: PhaseName) =>
  createRoute({ getParentRoute: () => work, path, component: () => <PhasePage phase={name} /> });
const wall = phase('/', 'wall');
const backlog = createRoute({
  getParentRoute: () => work,
  path: 'backlog',
  /** `add` opens the form of a new item. */
  validateSearch: ({ add }: Record<string, unknown>): { readonly add?: true } => (add === true ? { add } : {}),
  component: lazyScreen(() => import('./features/backlog/BacklogPage.tsx'), 'BacklogPage'),
});
const inbox = createRoute({
  getParentRoute: () => work,
  path: 'inbox',
  component: lazyScreen(() => import('./features/backlog/inbox/InboxPage.tsx'), 'InboxPage'),
});
const planning = createRoute({
  getParentRoute: () => work,
  path: 'planning',
  component: lazyScreen(() => import('./features/backlog/settings/PlanningSettingsPage.tsx'), 'PlanningSettingsPage'),
});
const importItems = createRoute({
  getParentRoute: () => work,
  path: 'import',
  component: lazyScreen(() => import('./features/imports/ImportItemsPage.tsx'), 'ImportItemsPage'),
});
const build = createRoute({
  getParentRoute: () => work,
  path: 'build',
  /** `start` opens the dialog that starts work, on an item or on one to be chosen. */
  validateSearch: ({ start }: Record<string, unknown>): { readonly start?: ItemId | true } => {
    if (start === true) return { start };
    const item = ItemId.safeParse(start).data;
    return item === undefined ? {} : { start: item };
  },
  component: lazyScreen(() => import('./features/branches/BranchesPage.tsx'), 'BranchesPage'),
});
const repository = createRoute({
  getParentRoute: () => work,
  path: 'build/repository',
  component: lazyScreen(() => import('./features/branches/RepositoryPage.tsx'), 'RepositoryPage'),
});
const review = createRoute({
  getParentRoute: () => work,
  path: 'review',
  component: lazyScreen(() => import('./features/reviews/ReviewPage.tsx'), 'ReviewPage'),
});
const reviewSettings = createRoute({
  getParentRoute: () => work,
  path: 'review/settings',
  component: lazyScreen(() => import('./features/reviews/ReviewSettingsPage.tsx'), 'ReviewSettingsPage'),
});
const change = createRoute({
  getParentRoute: () => work,
  path: 'review/$change',
  params: { parse: (raw) => ({ change: ChangeId.parse(raw.change) }) },
  validateSearch: reviewSearch,
  component: lazyScreen(() => import('./features/reviews/ChangePage.tsx'), 'ChangePage'),
});
const qa = createRoute({
  getParentRoute: () => work,
  path: 'qa',
  component: lazyScreen(() => import('./features/qa/QaPage.tsx'), 'QaPage'),
});
const qaPlan = createRoute({
  getParentRoute: () => work,
  path: 'qa/plan',
  component: lazyScreen(() => import('./features/qa/QaPlanPage.tsx'), 'QaPlanPage'),
});
const qaSettings = createRoute({
  getParentRoute: () => work,
  path: 'qa/settings',
  component: lazyScreen(() => import('./features/qa/QaSettingsPage.tsx'), 'QaSettingsPage'),
});
const qaRun = createRoute({
  getParentRoute: () => work,
  path: 'qa/$run',
  params: { parse: (raw) => ({ run: QaRunId.parse(raw.run) }) },
  component: lazyScreen(() => import('./features/qa/QaRunPage.tsx'), 'QaRunPage'),
});
const testRun = createRoute({
  getParentRoute: () => work,
  path: 'qa/tests/$test',
  params: { parse: (raw) => ({ test: TestRunId.parse(raw.test) }) },
  component: lazyScreen(() => import('./features/qa/TestRunPage.tsx'), 'TestRunPage'),
});
const testReport = createRoute({
  getParentRoute: () => work,
  path: 'qa/reports/$report',
  params: { parse: (raw) => ({ report: ReportId.parse(raw.report) }) },
  component: lazyScreen(() => import('./features/qa/ReportPage.tsx'), 'ReportPage'),
});
const patterns = createRoute({
  getParentRoute: () => work,
  path: 'build/patterns',
  /** `branch` is the one whose findings are shown. */
  validateSearch: ({ branch }: Record<string, unknown>): { readonly branch?: string } =>
    typeof branch === 'string' ? { branch } : {},
  component: lazyScreen(() => import('./features/patterns/PatternsPage.tsx'), 'PatternsPage'),
});
/** Screens about one environment at a time keep it in their address. */
const chosenEnvironment = (search: Record<string, unknown>): { readonly environment?: EnvironmentId } => {
  const environment = EnvironmentId.safeParse(search.environment).data;
  return environment === undefined ? {} : { environment };
};
const path = createRoute({
  getParentRoute: () => work,
  path: 'path',
  validateSearch: chosenEnvironment,
  component: lazyScreen(() => import('./features/monitor/PathPage.tsx'), 'PathPage'),
});
const watchSettings = createRoute({
  getParentRoute: () => work,
  path: 'path/$environment/settings',
  params: { parse: (raw) => ({ environment: EnvironmentId.parse(raw.environment) }) },
  component: lazyScreen(() => import('./features/monitor/WatchSettingsPage.tsx'), 'WatchSettingsPage'),
});
const metrics = createRoute({
  getParentRoute: () => work,
  path: 'metrics',
  validateSearch: metricsSearch,
  component: lazyScreen(() => import('./features/metrics/MetricsPage.tsx'), 'MetricsPage'),
});
const traffic = createRoute({
  getParentRoute: () => work,
  path: 'traffic',
  validateSearch: chosenEnvironment,
  component: lazyScreen(() => import('./features/traffic/TrafficPage.tsx'), 'TrafficPage'),
});
const alerts = createRoute({
  getParentRoute: () => work,
  path: 'alerts',
  component: lazyScreen(() => import('./features/alerts/AlertsPage.tsx'), 'AlertsPage'),
});
const rules = createRoute({
  getParentRoute: () => work,
  path: 'alerts/rules',
  validateSearch: chosenEnvironment,
  component: lazyScreen(() => import('./features/alerts/RulesPage.tsx'), 'RulesPage'),
});
const rule = createRoute({
  getParentRoute: () => work,
  path: 'alerts/$environment/rules/$rule',
  params: { parse: (raw) => ({ environment: EnvironmentId.parse(raw.environment), rule: raw.rule }) },
  component: lazyScreen(() => import('./features/alerts/RulePage.tsx'), 'RulePage'),
});
const quiet = createRoute({
  getParentRoute: () => work,
  path: 'alerts/quiet',
  validateSearch: chosenEnvironment,
  component: lazyScreen(() => import('./features/alerts/QuietPage.tsx'), 'QuietPage'),
});
const board = createRoute({
  getParentRoute: () => work,
  path: 'board',
  component: lazyScreen(() => import('./features/board/BoardPage.tsx'), 'BoardPage'),
});
const team = createRoute({
  getParentRoute: () => work,
  path: 'team',
  component: lazyScreen(() => import('./features/team/TeamPage.tsx'), 'TeamPage'),
});
const sprints = createRoute({
  getParentRoute: () => work,
  path: 'sprint',
  component: lazyScreen(() => import('./features/sprints/SprintsPage.tsx'), 'SprintsPage'),
});
const sprintParams = { parse: (raw: { sprint: string }) => ({ sprint: SprintId.parse(raw.sprint) }) };
const sprint = createRoute({
  getParentRoute: () => work,
  path: 'sprint/$sprint',
  params: sprintParams,
  component: lazyScreen(() => import('./features/sprints/SprintPage.tsx'), 'SprintPage'),
});
const sprintPlan = createRoute({
  getParentRoute: () => work,
  path: 'sprint/$sprint/plan',
  params: sprintParams,
  component: lazyScreen(() => import('./features/sprints/SprintPlanPage.tsx'), 'SprintPlanPage'),
});
const sprintClose = createRoute({
  getParentRoute: () => work,
  path: 'sprint/$sprint/close',
  params: sprintParams,
  component: lazyScreen(() => import('./features/sprints/SprintClosePage.tsx'), 'SprintClosePage'),
});
const deploy = createRoute({
  getParentRoute: () => work,
  path: 'deploy',
  component: lazyScreen(() => import('./features/deploys/DeployPage.tsx'), 'DeployPage'),
});
const confirm = createRoute({
  getParentRoute: () => work,
  path: 'deploy/$environment/confirm',
  params: { parse: (raw) => ({ environment: EnvironmentId.parse(raw.environment) }) },
  component: lazyScreen(() => import('./features/deploys/DeployConfirmPage.tsx'), 'DeployConfirmPage'),
});
const run = createRoute({
  getParentRoute: () => work,
  path: 'runs/$run',
  params: { parse: (raw) => ({ run: RunId.parse(raw.run) }) },
  component: lazyScreen(() => import('./features/deploys/RunPage.tsx'), 'RunPage'),
});
const history = createRoute({
  getParentRoute: () => work,
  path: 'history',
  component: lazyScreen(() => import('./features/deploys/HistoryPage.tsx'), 'HistoryPage'),
});

const tree = root.addChildren([
  home,
  start,
  range,
  ledger,
  settings,
  projects,
  newProject,
  importProject,
  project.addChildren([
    editProject,
    deleteProject,
    newEnvironment,
    environment.addChildren([editEnvironment, deleteEnvironment, connection]),
  ]),
  work.addChildren([
    wall,
    backlog,
    inbox,
    planning,
    board,
    team,
    sprints,
    sprint,
    sprintPlan,
    sprintClose,
    importItems,
    build,
    repository,
    patterns,
    review,
    reviewSettings,
    change,
    qa,
    qaPlan,
    qaSettings,
    qaRun,
    testRun,
    testReport,
    deploy,
    confirm,
    run,
    history,
    path,
    watchSettings,
    metrics,
    traffic,
    alerts,
    rules,
    rule,
    quiet,
  ]),
]);

/** The router: addresses live in the fragment, so that both shells serve one file. */
export const router = createRouter({
  routeTree: tree,
  history: createHashHistory(),
  defaultPreload: 'intent',
  defaultPendingComponent: () => <LoadingView what="Opening the screen" />,
  defaultErrorComponent: RouteErrorPage,
  defaultNotFoundComponent: NotFoundPage,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
