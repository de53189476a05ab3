import type { RouteTraffic } from '../../../shared/monitor/trafficReport.ts';
import { type Column, DataTable } from '../../ui/DataTable.tsx';
import { Section } from '../../ui/Section.tsx';
import { failingRoutes, slowestRoutes } from './rankedRoutes.ts';
import { shownCount, shownLatency, shownShare } from './trafficFigures.ts';

const route: Column<RouteTraffic> = {
  key: 'route',
  title: 'Route',
  cell: ({ route: name }) => (name === null ? 'all other routes' : <bdi title={name}>{name}</bdi>),
};
const requests: Column<RouteTraffic> = {
  key: 'requests',
  title: 'Requests',
  kind: 'figure',
  width: '100px',
  cell: ({ requests: count }) => shownCount(count),
};
const latency = (key: 'p50' | 'p95' | 'p99', optional = false): Column<RouteTraffic> => ({
  key,
  title: key,
  kind: 'figure',
  width: '90px',
  optional,
  cell: (row) => shownLatency(row[key]),
});
const slow: readonly Column<RouteTraffic>[] = [
  route,
  requests,
  latency('p50', true),
  latency('p95'),
  latency('p99', true),
];
const failing: readonly Column<RouteTraffic>[] = [
  route,
  requests,
  { key: 'failed', title: 'Failed (5xx)', kind: 'figure', width: '110px', cell: ({ failed }) => shownCount(failed) },
  {
    key: 'share',
    title: 'Of all',
    kind: 'figure',
    width: '90px',
    optional: true,
    cell: ({ failed, requests: all }) => shownShare(all === 0 ? null : (failed / all) * 100),
  },
  {
    key: 'refused',
    title: 'Refused (4xx)',
    kind: 'figure',
    width: '120px',
    cell: ({ refused }) => shownCount(refused),
  },
];
const keyOf = ({ route: name }: RouteTraffic): string => name ?? '';

interface Props {
  readonly routes: readonly RouteTraffic[];
  readonly timed: boolean;
}

/** The slowest and the most failing routes of the last hour. */
export const RouteTables = ({ routes, timed }: Props) => {
  const slowest = slowestRoutes(routes);
  const failed = failingRoutes(routes);
  return (
    <>
      <Section title="Slowest routes" lead="Of the last hour, by the time that 95 of 100 requests stay under.">
        {slowest.length === 0 ? (
          <p>
            {timed
              ? 'No request yet.'
              : 'The log does not say how long requests take: add $request_time to its log_format.'}
          </p>
        ) : (
          <DataTable caption="Slowest routes of the last hour" columns={slow} rows={slowest} rowKey={keyOf} />
        )}
      </Section>
      <Section
        title="Most failing routes"
        lead="Of the last hour. What the server failed at comes before what it refused."
      >
        {failed.length === 0 ? (
          <p>Nothing failed and nothing was refused.</p>
        ) : (
          <DataTable caption="Most failing routes of the last hour" columns={failing} rows={failed} rowKey={keyOf} />
        )}
      </Section>
    </>
  );
};
