import { compileAccessLogFormat } from '../../../shared/monitor/accessLogFormat.ts';
import { MonitorSettings } from '../../../shared/monitor/monitorSettings.ts';
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
  readonly prometheusUrl: string;
}

export const draftOf = (settings: MonitorSettings): WatchDraft => ({
  ...settings,
  expectAddresses: settings.expectAddresses.join('\n'),
  resolver: settings.resolver ?? '',
  references: settings.references
    .map(({ host, port }) => `${host.includes(':') ? `[${host}]` : host}:${String(port)}`)
    .join('\n'),
  accessLog: settings.accessLog ?? '',
  prometheusUrl: settings.prometheusUrl ?? '',
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

const valuesOf = (draft: WatchDraft) => ({
  ...draft,
  expectAddresses: lines(draft.expectAddresses),
  resolver: draft.resolver.trim() === '' ? null : draft.resolver,
  references: lines(draft.references).map(referenceOf),
  accessLog: draft.accessLog.trim() === '' ? null : draft.accessLog,
  prometheusUrl: draft.prometheusUrl.trim() === '' ? null : draft.prometheusUrl.trim(),
});

/** What is wrong, by field. A fault within a list is told of the whole list, and which line it is. */
export const draftErrors = (draft: WatchDraft): FieldErrors => {
  const values = valuesOf(draft);
  const errors: Record<string, string> = {};
  for (const [path, message] of Object.entries(schemaErrors(MonitorSettings, values))) {
    const [field = '', index] = path.split('.');
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

const wrongLine: Readonly<Record<string, string>> = {
  expectAddresses: 'not an IPv4 or IPv6 address.',
  references: 'not a host and port such as 1.1.1.1:443.',
};

/** Throws where `draftErrors` finds something. */
export const settingsOf = (draft: WatchDraft): MonitorSettings => MonitorSettings.parse(valuesOf(draft));
