import { Switch } from '@mantine/core';
import { useCallback, useMemo, useState } from 'react';
import type { SeriesName } from '../../../shared/monitor/series.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import { Section } from '../../ui/Section.tsx';
import { AlertList } from './AlertList.tsx';
import { type ChartPlan, chartPlans } from './chartPlans.ts';
import { selected } from './chartWindow.ts';
import { DeployList } from './DeployList.tsx';
import { MetricChart } from './MetricChart.tsx';
import styles from './MetricsBoard.module.css';
import { OverviewBrush } from './OverviewBrush.tsx';
import { useChartWindow } from './useChartWindow.ts';
import { useWindowKeys } from './useWindowKeys.ts';
import { WindowToolbar } from './WindowToolbar.tsx';

interface Props {
  readonly environment: Environment;
  readonly names: readonly SeriesName[];
}

const groups = ['Requests', 'Path', 'Server', 'Other'] as const;
const titles: Readonly<Record<ChartPlan['group'], string>> = {
  Requests: 'Requests',
  Path: 'Path',
  Server: 'Server',
  Other: 'What else was measured',
};

/** All charts of an environment over one stretch of time. */
export const MetricsBoard = ({ environment, names }: Props) => {
  const shown = useChartWindow();
  const [compare, setCompare] = useState(false);
  const [extremes, setExtremes] = useState(true);
  // Names come anew every few seconds and are nearly always the same.
  const known = names.join('\n');
  const plans = useMemo(() => chartPlans(known.split('\n')), [known]);
  const { show, window, refresh } = shown;
  const onSelect = useCallback((from: number, to: number) => show(selected(from, to)), [show]);
  useWindowKeys(shown);
  return (
    <>
      <WindowToolbar shown={shown}>
        <Switch label="Compare with the period before" checked={compare} onChange={() => setCompare(!compare)} />
        <Switch label="Minima and maxima" checked={extremes} onChange={() => setExtremes(!extremes)} />
      </WindowToolbar>
      <OverviewBrush environment={environment.id} plans={plans} shown={shown} />
      {groups
        .map((group) => ({ group, charts: plans.filter((plan) => plan.group === group) }))
        .filter(({ charts }) => charts.length > 0)
        .map(({ group, charts }) => (
          <Section key={group} title={titles[group]}>
            <div className={styles.charts}>
              {charts.map((plan) => (
                <MetricChart
                  key={plan.id}
                  environment={environment.id}
                  {...{ plan, window, refresh, compare, extremes, onSelect }}
                />
              ))}
            </div>
          </Section>
        ))}
      <DeployList environment={environment} plans={plans} window={window} refresh={refresh} />
      <AlertList environment={environment} plans={plans} window={window} refresh={refresh} />
    </>
  );
};
