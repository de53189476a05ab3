import { createContext, useContext, useId, useMemo } from 'react';
import type { Bucket } from '../../../shared/monitor/series.ts';
import { bandPath, linePath, TENTH } from './linePath.ts';
import { usePlotScale } from './usePlotScale.ts';

/** One line of a chart. */
export interface ChartLine {
  readonly key: string;
  readonly buckets: readonly Bucket[];
  /** Buckets further apart than this have a gap between them, in milliseconds. */
  readonly step: number;
  readonly color: string;
  /** As SVG's stroke-dasharray; none draws a solid line. */
  readonly dash?: string | undefined;
  /** Draws what lay between minimum and maximum as well. */
  readonly band: boolean;
  /** The period before, drawn behind and fainter. */
  readonly faint?: boolean;
}

/** The lines of the chart around. They come past recharts: a frame that stays the same is not drawn again when only they change. */
export const ChartLines = createContext<readonly ChartLine[]>([]);

interface Props {
  readonly from: number;
  readonly to: number;
  readonly maximum: number;
}

/** The lines of a chart, one path each, drawn within recharts' frame. */
export const SeriesLines = ({ from, to, maximum }: Props) => {
  const lines = useContext(ChartLines);
  const plot = usePlotScale(from, to, maximum);
  const clip = useId();
  const drawn = useMemo(
    () =>
      plot === null
        ? []
        : lines.map((line) => ({
            ...line,
            path: linePath(line.buckets, line.step, plot),
            area: line.band ? bandPath(line.buckets, line.step, plot) : '',
          })),
    [lines, plot],
  );
  if (plot === null) return null;
  return (
    <g clipPath={`url(#${clip})`}>
      <clipPath id={clip}>
        <rect x={plot.left} y={plot.top - 1} width={plot.width} height={plot.height + 2} />
      </clipPath>
      <g transform={`scale(${TENTH})`}>
        {drawn.map(({ key, area, color, faint }) =>
          area === '' ? null : <path key={key} d={area} fill={color} fillOpacity={faint ? 0.07 : 0.2} stroke="none" />,
        )}
        {drawn.map(({ key, path, color, dash, faint }) => (
          <path
            key={key}
            d={path}
            fill="none"
            stroke={color}
            strokeWidth={faint ? 1 : 1.5}
            strokeOpacity={faint ? 0.55 : 1}
            strokeLinejoin="round"
            strokeDasharray={faint ? '2 3' : dash}
            vectorEffect="non-scaling-stroke"
          />
        ))}
      </g>
    </g>
  );
};
