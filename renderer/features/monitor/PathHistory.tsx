import { SegmentedControl } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { StateSpan, Uptime } from '../../../shared/monitor/contract.ts';
import { type HopName, hopNames, type PathReading } from '../../../shared/monitor/hop.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import { api } from '../../backend/client.ts';
import { QueryView } from '../../ui/QueryView.tsx';
import { Section } from '../../ui/Section.tsx';
import { useNow } from '../../ui/useNow.ts';
import { HistoryStrip } from './HistoryStrip.tsx';
import { type HistoryRange, historyRanges, windowOf } from './historyRanges.ts';
import { hopTitles } from './hopTitles.ts';
import styles from './PathHistory.module.css';
import { SpanTable } from './SpanTable.tsx';
import { momentText } from './spanText.ts';
import { UptimeLine } from './UptimeLine.tsx';

interface Props {
  readonly environment: Environment;
  readonly path: PathReading | null;
}

/** What each hop was in the last hour, day or week. Time nobody watched stays empty. */
export const PathHistory = ({ environment, path }: Props) => {
  const [name, setName] = useState<HistoryRange['name']>('hour');
  const range = historyRanges.find((each) => each.name === name) ?? historyRanges[0];
  const now = Math.max(useNow('slow'), path?.at ?? 0);
  if (range === undefined) return null;
  return (
    <Section
      title="How it was"
      actions={
        <SegmentedControl
          aria-label="Time shown"
          size="xs"
          data={historyRanges.map(({ name: value, label }) => ({ value, label }))}
          value={name}
          onChange={(value) => setName(historyRanges.find((each) => each.name === value)?.name ?? 'hour')}
        />
      }
    >
      <Spans environment={environment} path={path} range={range} now={now} />
    </Section>
  );
};

const Spans = ({ environment, path, range, now }: Props & { readonly range: HistoryRange; readonly now: number }) => {
  const window = windowOf(range, now);
  const query = useQuery({
    ...api.monitor.spans.queryOptions({ input: { environment: environment.id, ...window } }),
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
  // A change of state is drawn at once, not with the next step of the window.
  const { refetch } = query;
  const state = path?.hops.map((hop) => `${hop.state} ${String(hop.status)}`).join();
  useEffect(() => {
    if (state !== undefined) void refetch();
  }, [state, refetch]);
  return (
    <QueryView query={query} what="Reading what was seen" failed="What was seen could not be read" rows={6}>
      {({ spans, uptime }) => <Strips spans={spans} uptime={uptime} window={window} length={range.length} />}
    </QueryView>
  );
};

interface StripsProps {
  readonly spans: readonly StateSpan[];
  readonly uptime: Uptime;
  readonly window: { readonly from: number; readonly to: number };
  readonly length: number;
}

const Strips = ({ spans, uptime, window, length }: StripsProps) => {
  const [read, setRead] = useState<string | null>(null);
  const rows: readonly (HopName | null)[] = [null, ...hopNames.filter((hop) => spans.some((span) => span.hop === hop))];
  return (
    <>
      <UptimeLine uptime={uptime} length={length} />
      <div className={styles.strips}>
        {rows.map((hop) => (
          <HistoryStrip
            key={hop ?? 'path'}
            title={hop === null ? 'Whole path' : hopTitles[hop]}
            spans={spans.filter((span) => span.hop === hop)}
            window={window}
            onRead={setRead}
          />
        ))}
        <p className={styles.read}>
          {read === null ? (
            <span className={styles.ends}>
              <span>{momentText(window.from, length)}</span>
              <span>now</span>
            </span>
          ) : (
            <bdi>{read}</bdi>
          )}
        </p>
      </div>
      <SpanTable spans={spans} />
    </>
  );
};
