/** How the n-th line of a chart looks: by colour and by dashes, so that neither is needed alone. */
export interface SeriesLook {
  readonly color: string;
  /** As SVG's stroke-dasharray; undefined draws a solid line. */
  readonly dash: string | undefined;
}

const dashes = [undefined, '7 3', '2 3', '10 3 2 3', '4 2', '12 4'] as const;

export const seriesLook = (index: number): SeriesLook => ({
  color: `var(--pw-series-${(index % dashes.length) + 1})`,
  dash: dashes[index % dashes.length],
});
