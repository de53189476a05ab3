import { compileAccessLogFormat } from '../../../shared/monitor/accessLogFormat.ts';
import { MonitorSettings } from '../../../shared/monitor/monitorSettings.ts';
import { defaultPrometheusSource, PrometheusSource } from '../../../shared/prometheus/prometheusSource.ts';
import { usualQueries } from '../../../shared/prometheus/usualQueries.ts';
import { type FieldErrors, schemaErrors } from '../../ui/schemaErrors.ts';

/** The settings as they are typed: lists are one entry a line, nothing is an empty field. */
export interface WatchDraft {
  readonly enabled: boolean;
  readonly intervalSeconds: number | string;
  readonly expectAddresses: string;
  readonly resolver: string;
  readonly references: string;
  readonly resourceSeconds: number | string;
  readonly accessLog: string;
  readonly logFormat: string;
  /** What is typed stays while the source is switched to and fro. */
  readonly source: 'built-in' | 'prometheus';
  readonly prometheus: PrometheusDraft;
}

export interface PrometheusDraft {
  readonly url: string;
  readonly labels: string;
  readonly probe: string;
  readonly scrapeSeconds: number | string;
  readonly signIn: 'none' | 'bearer' | 'basic';
  readonly user: string;
  /** Empty: not read. Those of one's own stand behind the usual ones. */
  readonly queries: readonly { readonly kind: string; readonly query: string }[];
}

const prometheusDraftOf = ({
  url,
  labels,
  probe,
  scrapeSeconds,
  signIn,
  queries,
}: PrometheusSource): PrometheusDraft => {
  const usual = usualQueries.map(({ kind, query }) => ({
    kind,
    query: (kind in queries ? queries[kind] : query) ?? '',
  }));
  const known = new Set(usual.map(({ kind }) => kind));
  const own = Object.entries(queries).flatMap(([kind, query]) =>
    known.has(kind) ? [] : [{ kind, query: query ?? '' }],
  );
  return {
    url,
    labels,
    probe,
    scrapeSeconds,
    signIn: signIn.kind,
    user: signIn.kind === 'basic' ? signIn.user : '',
    queries: [...usual, ...own],
  };
};

/** What the draft says, unchecked: only what differs from the usual expressions is kept. */
const sourceValuesOf = ({ url, labels, probe, scrapeSeconds, signIn, user, queries }: PrometheusDraft) => {
  const usual = new Map(usualQueries.map(({ kind, query }) => [kind, query ?? '']));
  const set = queries
    .map(({ kind, query }) => ({ kind: kind.trim(), query: query.trim() }))
    .filter(({ kind, query }) => (usual.has(kind) ? query !== usual.get(kind) : kind !== '' || query !== ''));
  return {
    url: url.trim(),
    labels,
    probe,
    scrapeSeconds,
    signIn: signIn === 'basic' ? { kind: signIn, user } : { kind: signIn },
    queries: Object.fromEntries(set.map(({ kind, query }) => [kind, query === '' ? null : query])),
  };
};

/** The source as it is typed, to be tried before it is saved; or what is wrong with it. */
export const typedSource = (draft: PrometheusDraft) => PrometheusSource.safeParse(sourceValuesOf(draft));

export const draftOf = (settings: MonitorSettings): WatchDraft => ({
  ...settings,
  expectAddresses: settings.expectAddresses.join('\n'),
  resolver: settings.resolver ?? '',
  references: settings.references
    .map(({ host, port }) => `${host.includes(':') ? `[${host}]` : host}:${String(port)}`)
    .join('\n'),
  accessLog: settings.accessLog ?? '',
  source: settings.prometheus === null ? 'built-in' : 'prometheus',
  prometheus: prometheusDraftOf(settings.prometheus ?? defaultPrometheusSource),
});

const lines = (text: string): readonly string[] =>
  text
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** `host:port`, an IPv6 address in brackets; without a port 443, which is open everywhere. */
const referenceOf = (line: string): { readonly host: string; readonly port: number } => {
  const [, bracketed, name, port] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d+))?$/.exec(line) ?? [];
  return { host: bracketed ?? name ?? '', port: port === undefined ? 443 : Number(port) };
};

const valuesOf = ({ source, prometheus, ...draft }: WatchDraft) => ({
  ...draft,
  expectAddresses: lines(draft.expectAddresses),
  resolver: draft.resolver.trim() === '' ? null : draft.resolver,
  references: lines(draft.references).map(referenceOf),
  accessLog: draft.accessLog.trim() === '' ? null : draft.accessLog,
  prometheus: source === 'prometheus' ? sourceValuesOf(prometheus) : null,
});

/** What is wrong, by field. A fault within a list is told of the whole list, and which line it is. */
export const draftErrors = (draft: WatchDraft): FieldErrors => {
  const values = valuesOf(draft);
  const errors: Record<string, string> = {};
  for (const [path, message] of Object.entries(schemaErrors(MonitorSettings, values))) {
    const [field = '', index, ...rest] = path.split('.');
    if (field === 'prometheus') {
      const [name, where] = prometheusField(draft.prometheus, index ?? 'url', rest.join('.'));
      errors[`prometheus.${name}`] ??= `${where}${message}`;
      continue;
    }
    if (field in errors) continue;
    const line =
      index === undefined || !(field === 'expectAddresses' || field === 'references')
        ? null
        : lines(draft[field])[Number(index)];
    errors[field] = line === null || line === undefined ? message : `${line}: ${wrongLine[field] ?? message}`;
  }
  const format = values.accessLog === null ? null : compileAccessLogFormat(values.logFormat);
  if (format?.ok === false) errors.logFormat ??= format.problem;
  return errors;
};

/** Which field of the form holds what is wrong, and what to say before it. */
const prometheusField = ({ queries }: PrometheusDraft, part: string, kind: string): readonly [string, string] => {
  if (part === 'signIn') return ['user', ''];
  if (part !== 'queries') return [part, ''];
  const place = queries.findIndex((each) => each.kind.trim() === kind);
  return place === -1
    ? ['url', `${kind}: `]
    : [`queries.${String(place)}.query`, `${kind === '' ? 'A name is missing' : kind}: `];
};

const wrongLine: Readonly<Record<string, string>> = {
  expectAddresses: 'not an IPv4 or IPv6 address.',
  references: 'not a host and port such as 1.1.1.1:443.',
};

/** Throws where `draftErrors` finds something. */
export const settingsOf = (draft: WatchDraft): MonitorSettings => MonitorSettings.parse(valuesOf(draft));
