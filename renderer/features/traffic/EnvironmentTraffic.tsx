import { useQuery } from '@tanstack/react-query';
import type { TrafficReport } from '../../../shared/monitor/trafficReport.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import { Callout } from '../../ui/Callout.tsx';
import { CodeBlock } from '../../ui/CodeBlock.tsx';
import { EmptyView } from '../../ui/EmptyView.tsx';
import { FollowLine } from '../../ui/FollowLine.tsx';
import { LinkButton } from '../../ui/LinkButton.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import { Section } from '../../ui/Section.tsx';
import { followWords } from './followWords.ts';
import { RouteTables } from './RouteTables.tsx';
import { TrafficNowFigures } from './TrafficNowFigures.tsx';
import { shownCount } from './trafficFigures.ts';
import { trafficOf } from './trafficQueries.ts';

/** What the access log of one environment tells, or why it tells nothing. */
export const EnvironmentTraffic = ({ environment }: { readonly environment: Environment }) => {
  const query = useQuery(trafficOf(environment.id));
  return (
    <QueryView query={query} what="Reading the traffic" failed="The traffic could not be read">
      {(report) =>
        report.state === 'off' && report.linesRead === 0 ? (
          <EmptyView
            title={`The traffic of ${environment.name} is not read`}
            actions={
              <LinkButton
                to="/p/$project/path/$environment/settings"
                params={{ project: environment.projectId, environment: environment.id }}
              >
                Set how it is watched
              </LinkButton>
            }
          >
            {report.reason === null ? (
              'Switch watching on, and say where nginx writes its access log.'
            ) : (
              <bdi>{report.reason}</bdi>
            )}
          </EmptyView>
        ) : (
          <>
            <FollowLine follow={report} words={followWords('The access log')} />
            <NotUnderstood report={report} />
            <Section
              title="Now"
              lead={
                report.now === null ? (
                  'The first ten seconds are being counted.'
                ) : (
                  <>
                    Ten seconds until <RelativeTime at={report.now.at} />. Failed are requests with a status of 500 and
                    more. {report.notes.join(' ')}
                  </>
                )
              }
            >
              {report.now !== null && <TrafficNowFigures now={report.now} />}
            </Section>
            <RouteTables routes={report.routes} timed={report.notes.every((note) => !note.includes('$request_time'))} />
          </>
        )
      }
    </QueryView>
  );
};

const NotUnderstood = ({ report }: { readonly report: TrafficReport }) => {
  const { linesRead, linesNotUnderstood, samples, gaps } = report;
  return (
    <>
      {linesNotUnderstood > 0 && (
        <Callout
          tone="warning"
          title={`${shownCount(linesNotUnderstood)} of ${shownCount(linesRead)} lines do not fit the format.`}
        >
          <span>
            They are not counted below. Is log_format in how the environment is watched the one of nginx? Such as:
          </span>
          <CodeBlock what="lines that do not fit" text={samples.join('\n')} />
        </Callout>
      )}
      {gaps > 0 && (
        <Callout tone="info">
          <span>
            {gaps === 1 ? 'Once' : `${shownCount(gaps)} times`} a part of the log was gone, packed or too long before it
            was read: requests may be missing.
          </span>
        </Callout>
      )}
    </>
  );
};
