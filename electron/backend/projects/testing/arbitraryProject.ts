import fc from 'fast-check';
import type { z } from 'zod';
import { type Condition, RuleSettings } from '../../../../shared/alerts/rule.ts';
import { hopNames } from '../../../../shared/monitor/hop.ts';
import { MonitorSettings } from '../../../../shared/monitor/monitorSettings.ts';
import { SeriesName } from '../../../../shared/monitor/series.ts';
import { EnvironmentSettings } from '../../../../shared/projects/environment.ts';
import { ProjectSettings } from '../../../../shared/projects/project.ts';
import type { FiledEnvironment, FiledMonitor, FiledProject } from '../../../../shared/projects/projectFile.ts';

/** Words that YAML readers stumble over, and what hostile people type. */
const traps = [
  'no', 'Yes', 'null', '~', 'true', '012', '0x1F', '1e3', '1.0', '.inf', '12:30:45', '2024-01-01', '=', '<<', '-', '- a', '# a', 'a # b',
  'a: b', 'a:', ': a', '? a', '!a', '&a', '*a', '%a', '@a', '`a`', '{a}', '[a]', "'a'", '"a"', '\\', '\\n', 'a\tb', ' a', '|', '>', '|-',
  '---', '...', '__proto__', 'constructor', '$(touch pwned)', 'ümläut', '日本', '🚀', '\u202eabc', '\u200b', '\ufeff', '\u2028', '\u0085', '\ufffd',
]; // biome-ignore format: a list of words

const word = fc.oneof(
  fc.constantFrom(...traps),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 10 }),
);

/** Values of `source` that the schema takes, as it takes them. */
const fitting = <Schema extends z.ZodType>(
  schema: Schema,
  source: fc.Arbitrary<unknown>,
): fc.Arbitrary<z.output<Schema>> =>
  source
    .map((value) => schema.safeParse(value))
    .filter((read) => read.success)
    .map((read) => read.data as z.output<Schema>);

const { shape } = EnvironmentSettings;
const text = fc.oneof(
  word,
  fc.array(word, { maxLength: 4 }).map((words) => words.join(' ')),
);
const slug = fc.stringMatching(/^[A-Za-z0-9_.:@-]{1,20}$/);
const path = text.map((end) => `/${end}`);
const seconds = fc.integer({ min: 1, max: 86_400 });
const hopOf = shape.ssh.shape;
const auth = fc.oneof(
  fc.constant({ kind: 'agent' as const }),
  fc.constant({ kind: 'password' as const }),
  fc.record({ kind: fc.constant('key' as const), path: fitting(shape.repositoryPath, path) }),
);
const hop = fc.record({
  host: fitting(hopOf.host, fc.oneof(slug, fc.ipV4(), fc.ipV6())),
  port: fc.integer({ min: 1, max: 65_535 }),
  user: fitting(hopOf.user, slug),
  auth,
});
const url = fitting(shape.health.shape.appUrl, fc.webUrl({ withQueryParameters: true, withFragments: true }));

const figure = fc
  .oneof(fc.integer({ min: -1_000, max: 100_000 }), fc.double({ noNaN: true, noDefaultInfinity: true }))
  .map((value) => (value === 0 ? 0 : value));
const series = fitting(
  SeriesName,
  fc.oneof(
    fc.constantFrom('cpu.busy', 'http.p95', 'disk.used', 'no', 'null'),
    word.map((subject) => `disk.used:/${subject.replaceAll(/\s/gu, '')}`),
  ),
);
const side = fc.constantFrom('above' as const, 'below' as const);
const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc
    .record({ kind: fc.constant('threshold' as const), series, side, limits: fc.tuple(figure, figure) })
    .map(({ limits: [one, other], ...rest }) => {
      const [low, high] = [Math.min(one, other), Math.max(one, other)];
      return { ...rest, ...(rest.side === 'above' ? { open: high, close: low } : { open: low, close: high }) };
    }),
  fc.record({
    kind: fc.constant('rate' as const),
    series,
    side,
    percent: fc.double({ min: 1e-9, max: 1_000_000, noNaN: true }),
    overSeconds: fc.integer({ min: 60, max: 86_400 }),
  }),
  fc.record({ kind: fc.constant('absence' as const), series, seconds: fc.integer({ min: 10, max: 86_400 }) }),
  fc.record({ kind: fc.constant('hop' as const), hop: fc.option(fc.constantFrom(...hopNames)) }),
  fc.record({
    kind: fc.constant('exception' as const),
    event: fc.constantFrom('new' as const, 'regressed' as const, 'either' as const, 'often' as const),
    count: fc.integer({ min: 1, max: 10_000 }),
    minutes: fc.integer({ min: 1, max: 1_440 }),
  }),
);
const rule: fc.Arbitrary<RuleSettings> = fc.record({
  name: fitting(RuleSettings.shape.name, text),
  severity: fc.constantFrom('warning' as const, 'critical' as const),
  condition,
  enabled: fc.boolean(),
  forSeconds: fc.integer({ min: 0, max: 86_400 }),
  openAfter: fc.integer({ min: 1, max: 100 }),
  closeAfter: fc.integer({ min: 1, max: 100 }),
  remindSeconds: fc.option(fc.integer({ min: 60, max: 604_800 })),
  makesItem: fc.boolean(),
});
/** Rules of one environment: no two have a name that differs in case alone. */
export const arbitraryRules = fc.uniqueArray(rule, { maxLength: 5, selector: ({ name }) => name.toLowerCase() });

const watch = MonitorSettings.shape;
const monitor: fc.Arbitrary<FiledMonitor> = fc.record({
  enabled: fc.boolean(),
  intervalSeconds: fc.integer({ min: 2, max: 3600 }),
  expectAddresses: fc.array(fc.oneof(fc.ipV4(), fitting(watch.expectAddresses.element, fc.ipV6())), { maxLength: 3 }),
  resolver: fc.option(fc.ipV4()),
  references: fc.array(fc.record({ host: slug, port: fc.integer({ min: 1, max: 65_535 }) }), { maxLength: 5 }),
  resourceSeconds: fc.integer({ min: 2, max: 600 }),
  accessLog: fc.option(fitting(watch.accessLog.unwrap(), path)),
  logFormat: fitting(watch.logFormat, text),
  rules: fc.option(arbitraryRules),
});

const environment: fc.Arbitrary<FiledEnvironment> = fc.record({
  name: fitting(shape.name, text),
  tier: fc.constantFrom('staging', 'production', 'other'),
  protected: fc.boolean(),
  ssh: fc.tuple(hop, fc.option(hop)).map(([target, jump]) => ({ ...target, jump })),
  repositoryPath: fitting(shape.repositoryPath, path),
  appPath: fitting(shape.appPath, path),
  branch: fitting(shape.branch, fc.oneof(text, slug)),
  unit: fitting(shape.unit, slug),
  nginxUnit: fitting(shape.nginxUnit, slug),
  strategy: fc.record({
    kind: fc.constant('in-place' as const),
    delete: fc.boolean(),
    exclude: fc.array(fitting(shape.name, text), { maxLength: 5 }),
  }),
  health: fc.record({
    appUrl: url,
    nginxUrl: url,
    publicUrl: fc.option(url),
    expectStatus: fc.integer({ min: 100, max: 599 }),
    passes: fc.integer({ min: 1, max: 100 }),
    intervalSeconds: fc.double({ min: 0.05, max: 60, noNaN: true }),
    timeoutSeconds: seconds,
  }),
  limits: fc.record({
    preflight: seconds,
    pull: seconds,
    sync: seconds,
    restart: seconds,
    reload: seconds,
    health: seconds,
  }),
  monitor: fc.option(monitor),
});

/** Any project that the schemas take: names like YAML's own words, every Unicode plane, descriptions of many lines. */
export const arbitraryProject: fc.Arbitrary<FiledProject> = fc.record({
  name: fitting(ProjectSettings.shape.name, text),
  key: fc.stringMatching(/^[A-Z][A-Z0-9]{0,9}$/),
  description: fitting(
    ProjectSettings.shape.description,
    fc.array(text, { maxLength: 6 }).map((lines) => lines.join('\n')),
  ),
  environments: fc.uniqueArray(environment, { maxLength: 4, selector: ({ name }) => name.toLowerCase() }),
});
