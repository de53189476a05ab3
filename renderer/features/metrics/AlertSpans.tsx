import type { AlertSpan } from '../../../shared/monitor/contract.ts';
import { usePlotScale } from '../../ui/charts/usePlotScale.ts';

interface Props {
  readonly alerts: readonly AlertSpan[];
  readonly from: number;
  readonly to: number;
  readonly maximum: number;
}

/** Thick enough to be seen over a line that runs along the top. */
const BAR = 3;
/** A short alert in a long window is still to be seen. */
const NARROWEST = 2;

/** The times in which alerts were open, behind the lines: a bar along the top in the colour of the severity, and a veil below. The list below the
 * charts names them. */
export const AlertSpans = ({ alerts, from, to, maximum }: Props) => {
  const plot = usePlotScale(from, to, maximum);
  if (plot === null) return null;
  return (
    <g>
      {alerts
        .filter((span) => span.from <= to && (span.to ?? to) >= from)
        .map((span) => {
          const left = plot.x(Math.max(from, span.from));
          const width = Math.max(NARROWEST, plot.x(Math.min(to, span.to ?? to)) - left);
          const color = span.severity === 'critical' ? 'var(--pw-bad)' : 'var(--pw-warn)';
          return (
            <g key={span.alert} data-alert-span={span.alert}>
              <rect x={left} y={plot.top} width={width} height={plot.height} fill={color} fillOpacity={0.08} />
              <rect x={left} y={plot.top} width={width} height={BAR} fill={color} />
            </g>
          );
        })}
    </g>
  );
};
