import 'uplot/dist/uPlot.min.css';
import '../../renderer/theme/tokens.css';
import { useMemo } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { CartesianGrid, Line, LineChart, XAxis, YAxis } from 'recharts';
import uPlot from 'uplot';
import { type ChartLine, ChartLines, SeriesLines } from '../../renderer/ui/charts/SeriesLines.tsx';
import { TimeChart } from '../../renderer/ui/charts/TimeChart.tsx';
import type { Bucket } from '../../shared/monitor/series.ts';
import type { ChartKind, ChartPage } from './chartPage.ts';

const CHARTS = 12;
/** An hour at a sample every fifteen seconds. */
const POINTS = 240;
const STEP = 15_000;
/** The window of all three moves on by so many samples at once, as live charts do, so that their axes stand still in between. */
const SNAP = 20;
const MAXIMUM = 100;
const SIZE = { width: 480, height: 168 };
const COLORS = ['#1f77b4', '#d95f02'];
const START = Date.UTC(2026, 0, 1);

interface Sample {
  readonly at: number;
  readonly first: number;
  readonly second: number;
}

const sampleAt = (chart: number, index: number): Sample => ({
  at: START + index * STEP,
  first: 50 + 40 * Math.sin(index / 9 + chart),
  second: 40 + 25 * Math.cos(index / 5 + chart * 2),
});

const bucket = (at: number, value: number): Bucket => ({ at, min: value, max: value, mean: value, count: 1 });

/** Ticks that the samples reach for. */
const MOST = POINTS + 1_000;
/** All samples of each chart, in the shape that each way wants: what is measured is drawing, not making figures up. */
const samples = Array.from({ length: CHARTS }, (_, chart) =>
  Array.from({ length: MOST }, (__, index) => sampleAt(chart, index)),
);
const buckets = samples.map((all) =>
  (['first', 'second'] as const).map((key) => all.map((sample) => bucket(sample.at, sample[key]))),
);
const columns = samples.map((all) => [
  all.map(({ at }) => at / 1000),
  all.map(({ first }) => first),
  all.map(({ second }) => second),
]);

/** Of all of them the last ones of a window that ends with `last`. */
const upTo = <T,>(all: readonly T[], last: number): T[] => all.slice(last - POINTS + 1, last + 1);

const windowOf = (last: number): { readonly from: number; readonly to: number } => {
  const end = Math.ceil((last + 1) / SNAP) * SNAP;
  return { from: START + (end - POINTS) * STEP, to: START + end * STEP };
};

interface Props {
  readonly chart: number;
  readonly last: number;
  readonly from: number;
  readonly to: number;
}

const Ours = ({ chart, last, from, to }: Props) => {
  const lines = useMemo(
    (): readonly ChartLine[] =>
      (buckets[chart] ?? []).map((all, index) => ({
        key: String(index),
        buckets: upTo(all, last),
        step: STEP * 2,
        color: COLORS[index] ?? '',
        band: false,
      })),
    [chart, last],
  );
  const drawing = useMemo(
    () => (
      <TimeChart {...SIZE} from={from} to={to} maximum={MAXIMUM} formatValue={String}>
        <SeriesLines from={from} to={to} maximum={MAXIMUM} />
      </TimeChart>
    ),
    [from, to],
  );
  return <ChartLines value={lines}>{drawing}</ChartLines>;
};

const Recharts = ({ chart, last, from, to }: Props) => (
  <LineChart {...SIZE} data={upTo(samples[chart] ?? [], last)}>
    <CartesianGrid vertical={false} />
    <XAxis
      dataKey="at"
      type="number"
      domain={[from, to]}
      allowDataOverflow
      tickFormatter={(at: number) => new Date(at).toISOString().slice(11, 16)}
    />
    <YAxis domain={[0, MAXIMUM]} />
    <Line type="linear" dataKey="first" stroke={COLORS[0] ?? ''} dot={false} isAnimationActive={false} />
    <Line type="linear" dataKey="second" stroke={COLORS[1] ?? ''} dot={false} isAnimationActive={false} />
  </LineChart>
);

interface Drawing {
  readonly show: (last: number) => void;
  readonly end: () => void;
}

const inReact = (Chart: typeof Ours, box: HTMLElement): Drawing => {
  const root: Root = createRoot(box);
  return {
    show: (last) => {
      const { from, to } = windowOf(last);
      root.render(
        Array.from({ length: CHARTS }, (_, chart) => (
          // The charts keep their places.
          <Chart key={`chart-${String(chart)}`} chart={chart} last={last} from={from} to={to} />
        )),
      );
    },
    end: () => root.unmount(),
  };
};

const inUplot = (box: HTMLElement): Drawing => {
  let seen = { from: 0, to: 0 };
  const dataOf = (chart: number, last: number): uPlot.AlignedData => {
    const [times = [], first = [], second = []] = columns[chart] ?? [];
    return [upTo(times, last), upTo(first, last), upTo(second, last)];
  };
  const options: uPlot.Options = {
    ...SIZE,
    legend: { show: false },
    scales: { x: { range: () => [seen.from / 1000, seen.to / 1000] }, y: { range: [0, MAXIMUM] } },
    series: [
      {},
      { stroke: COLORS[0] ?? '', points: { show: false } },
      { stroke: COLORS[1] ?? '', points: { show: false } },
    ],
  };
  const plots: uPlot[] = [];
  return {
    show: (last) => {
      seen = windowOf(last);
      if (plots.length > 0) for (const [chart, plot] of plots.entries()) plot.setData(dataOf(chart, last));
      else for (let chart = 0; chart < CHARTS; chart += 1) plots.push(new uPlot(options, dataOf(chart, last), box));
    },
    end: () => {
      for (const plot of plots) plot.destroy();
    },
  };
};

const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));

let drawing: Drawing | null = null;
let kind: ChartKind = 'ours';
let last = POINTS;

const open: ChartPage['open'] = async (wanted) => {
  drawing?.end();
  const box = document.createElement('div');
  document.body.replaceChildren(box);
  kind = wanted;
  last = POINTS;
  drawing = wanted === 'uplot' ? inUplot(box) : inReact(wanted === 'ours' ? Ours : Recharts, box);
  drawing.show(last);
  for (let count = 0; count < 10; count += 1) await frame();
};

const tick: ChartPage['tick'] = async (count) => {
  for (let done = 0; done < count; done += 1) {
    last += 1;
    drawing?.show(last);
    await frame();
    await frame();
  }
  const { first, second } = sampleAt(0, last);
  return [first, second];
};

const drawn: ChartPage['drawn'] = () =>
  kind === 'uplot'
    ? document.querySelectorAll('canvas').length === CHARTS
    : [...document.querySelectorAll('path[fill="none"]')].filter(
        (path) => (path.getAttribute('d') ?? '').length > POINTS,
      ).length ===
      CHARTS * 2;

Object.assign(window, { chartPage: { open, tick, drawn } satisfies ChartPage });
