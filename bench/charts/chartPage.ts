/** What the page offers: twelve live charts of two series by one of three ways. */
export interface ChartPage {
  /** Draws them anew, with an hour of samples; resolves when they are painted. */
  readonly open: (kind: ChartKind) => Promise<void>;
  /** So many ticks, one a frame: each brings every series one more sample. Gives the last values that the page was handed. */
  readonly tick: (count: number) => Promise<readonly number[]>;
  /** Whether every chart shows its lines. */
  readonly drawn: () => boolean;
}

export const chartKinds = ['ours', 'recharts', 'uplot'] as const;
export type ChartKind = (typeof chartKinds)[number];
