import type { DeployMarker } from '../../../shared/monitor/contract.ts';
import { usePlotScale } from '../../ui/charts/usePlotScale.ts';
import { deployLook } from './deployLook.ts';

interface Props {
  readonly deploys: readonly DeployMarker[];
  readonly from: number;
  readonly to: number;
  readonly maximum: number;
}

/** Names closer together than this, in pixels, would cover one another; their lines stay. */
const NAME = 64;

/** Deploys as lines across a chart, each with its outcome as a sign and a colour. The list of deploys below the charts says the rest. */
export const DeployMarks = ({ deploys, from, to, maximum }: Props) => {
  const plot = usePlotScale(from, to, maximum);
  if (plot === null) return null;
  let free = Number.NEGATIVE_INFINITY;
  return (
    <g>
      {deploys
        .filter(({ at }) => at >= from && at <= to)
        .map(({ run, at, outcome, label }) => {
          const x = plot.x(at);
          const { color, sign } = deployLook(outcome);
          // At the right edge the name stands before its line.
          const turned = x + NAME > plot.left + plot.width;
          const named = (turned ? x - NAME : x) >= free;
          if (named) free = turned ? x : x + NAME;
          return (
            <g key={run} data-deploy={run}>
              <line x1={x} x2={x} y1={plot.top} y2={plot.top + plot.height} stroke={color} strokeDasharray="3 3" />
              <text
                x={turned ? x - 3 : x + 3}
                y={plot.top + 9}
                textAnchor={turned ? 'end' : 'start'}
                fill={color}
                fontSize={10}
              >
                {named ? `${sign} ${label.slice(0, 9)}` : ''}
              </text>
            </g>
          );
        })}
    </g>
  );
};
