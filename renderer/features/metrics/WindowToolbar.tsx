import { Button, SegmentedControl } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconPlayerTrackNext, IconZoomIn, IconZoomOut } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { IconAct } from '../../ui/IconAct.tsx';
import { moved, zoomed } from './chartWindow.ts';
import { metricRanges, rangeNames } from './metricRanges.ts';
import { windowText } from './shownWindow.ts';
import type { ShownWindow } from './useChartWindow.ts';
import styles from './WindowToolbar.module.css';

interface Props {
  readonly shown: ShownWindow;
  readonly children: ReactNode;
}

/** Which stretch of time the charts show: a range up to now, or any other one. */
export const WindowToolbar = ({ shown, children }: Props) => {
  const { window, range, live, choose, show } = shown;
  return (
    <section className={styles.bar} aria-label="Time shown">
      <SegmentedControl
        aria-label="Range up to now"
        size="xs"
        data={metricRanges.map(({ name: value, label }) => ({ value, label }))}
        value={live ? range.name : ''}
        onChange={(value) => {
          const name = rangeNames.find((each) => each === value);
          if (name !== undefined) choose(name);
        }}
      />
      <div className={styles.steps}>
        <IconAct label="Earlier" onClick={() => show(moved(window, -1))}>
          <IconChevronLeft size={16} aria-hidden />
        </IconAct>
        <IconAct label="Later" onClick={() => show(moved(window, 1))} disabled={live}>
          <IconChevronRight size={16} aria-hidden />
        </IconAct>
        <IconAct label="Zoom in" onClick={() => show(zoomed(window, 0.5))}>
          <IconZoomIn size={16} aria-hidden />
        </IconAct>
        <IconAct label="Zoom out" onClick={() => show(zoomed(window, 2))}>
          <IconZoomOut size={16} aria-hidden />
        </IconAct>
      </div>
      {!live && (
        <Button
          variant="default"
          leftSection={<IconPlayerTrackNext size={14} aria-hidden />}
          onClick={() => show(null)}
        >
          Back to now
        </Button>
      )}
      <div className={styles.options}>{children}</div>
      <p className={styles.window}>
        {live ? `The last ${range.label}, live. Drag over a chart to look closer.` : windowText(window)}
      </p>
    </section>
  );
};
