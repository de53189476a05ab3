import { type PointerEvent, useState } from 'react';
import { pointAt, useChartCursor } from './chartCursor.ts';
import { usePlotScale } from './usePlotScale.ts';

interface Props {
  readonly from: number;
  readonly to: number;
  readonly maximum: number;
  /** Called with a stretch that was dragged over. */
  readonly onSelect: (from: number, to: number) => void;
}

/** A drag of fewer pixels is a click. */
const DRAG = 6;

/** Takes the pointer over a chart: points at a moment, in every chart of the screen, and chooses a stretch by dragging. */
export const PlotPointer = ({ from, to, maximum, onSelect }: Props) => {
  const plot = usePlotScale(from, to, maximum);
  const at = useChartCursor((state) => state.at);
  const [dragged, setDragged] = useState<{ readonly start: number; readonly end: number } | null>(null);
  if (plot === null) return null;
  const { left, top, width, height } = plot;
  const right = left + width;

  const placeOf = (event: PointerEvent<SVGRectElement>): number => {
    const box = event.currentTarget.getBoundingClientRect();
    return Math.min(right, Math.max(left, left + event.clientX - box.left));
  };
  const onPointerDown = (event: PointerEvent<SVGRectElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const start = placeOf(event);
    setDragged({ start, end: start });
  };
  const onPointerMove = (event: PointerEvent<SVGRectElement>) => {
    const end = placeOf(event);
    pointAt(plot.moment(end));
    if (dragged !== null) setDragged({ ...dragged, end });
  };
  const onPointerUp = () => {
    if (dragged === null) return;
    setDragged(null);
    const [first, last] = [Math.min(dragged.start, dragged.end), Math.max(dragged.start, dragged.end)];
    if (last - first >= DRAG) onSelect(Math.round(plot.moment(first)), Math.round(plot.moment(last)));
  };

  const shown = at !== null && at >= from && at <= to ? plot.x(at) : null;
  return (
    <g>
      {dragged !== null && (
        <rect
          x={Math.min(dragged.start, dragged.end)}
          y={top}
          width={Math.abs(dragged.end - dragged.start)}
          height={height}
          fill="var(--pw-own)"
          fillOpacity={0.18}
        />
      )}
      {shown !== null && (
        <line x1={shown} x2={shown} y1={top} y2={top + height} stroke="var(--pw-own)" strokeWidth={1} data-cursor />
      )}
      <rect
        x={left}
        y={top}
        width={width}
        height={height}
        fill="transparent"
        cursor="crosshair"
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={() => setDragged(null)}
        onPointerLeave={() => pointAt(null)}
        data-plot
      />
    </g>
  );
};
