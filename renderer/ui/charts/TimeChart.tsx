import { type ReactNode, useMemo } from 'react';
import { CartesianGrid, LineChart, XAxis, YAxis } from 'recharts';
import { tickText, timeTicks } from './timeTicks.ts';

interface Props {
  readonly width: number;
  readonly height: number;
  /** The window shown, in milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
  /** The upper end of the scale; the lower one is 0. */
  readonly maximum: number;
  readonly formatValue: (value: number) => string;
  /** Layers that draw with recharts' hooks (useXAxisScale, usePlotArea …). */
  readonly children: ReactNode;
}

/** Half a mark of the time axis, `31 Dec`, fits beside the last tick. */
const margin = { top: 8, right: 24, bottom: 0, left: 0 };
const mark = { fill: 'var(--pw-dim)', fontSize: 11 };
const identity = (ends: { readonly at: number }): number => ends.at;
/** One mark of the time axis needs so many pixels. */
const MARK = 72;

/** The frame of a chart over time: axes and grid, drawn by recharts from two points only.
 *
 * The lines are layers of their own with one path each: recharts' own lines cost fifty times as much for every tick of a live chart. */
export const TimeChart = ({ width, height, from, to, maximum, formatValue, children }: Props) => {
  const data = useMemo(
    () => [
      { at: from, value: 0 },
      { at: to, value: maximum },
    ],
    [from, to, maximum],
  );
  const { ticks, step } = useMemo(() => timeTicks(from, to, Math.max(2, Math.floor(width / MARK))), [from, to, width]);
  const times = useMemo(() => [...ticks], [ticks]);
  const window = useMemo((): [number, number] => [from, to], [from, to]);
  const scale = useMemo((): [number, number] => [0, maximum], [maximum]);
  const values = useMemo(() => [0, 0.25, 0.5, 0.75, 1].map((part) => part * maximum), [maximum]);
  return (
    <LineChart width={width} height={height} data={data} margin={margin} accessibilityLayer={false}>
      <CartesianGrid stroke="var(--pw-line)" vertical={false} />
      <XAxis
        dataKey={identity}
        type="number"
        domain={window}
        allowDataOverflow
        ticks={times}
        tickFormatter={(at: number) => tickText(at, step)}
        interval={0}
        stroke="var(--pw-line-strong)"
        tick={mark}
        tickSize={4}
        height={24}
      />
      <YAxis
        type="number"
        domain={scale}
        allowDataOverflow
        ticks={values}
        tickFormatter={formatValue}
        interval={0}
        stroke="var(--pw-line-strong)"
        tick={mark}
        tickLine={false}
        axisLine={false}
        width={58}
      />
      {children}
    </LineChart>
  );
};
