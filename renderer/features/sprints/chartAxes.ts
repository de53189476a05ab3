/** How the axes of all charts look: thin lines, small dim figures, nothing that moves. */
export const axis = {
  stroke: 'var(--pw-line-strong)',
  tick: { fill: 'var(--pw-dim)', fontSize: 11 },
  tickLine: false,
} as const;

export const gridLine = { stroke: 'var(--pw-line)', vertical: false } as const;
export const chartMargin = { top: 8, right: 8, bottom: 0, left: -12 } as const;

/** How the box at the pointer looks. */
export const tooltipStyle = {
  contentStyle: {
    border: '1px solid var(--pw-line-strong)',
    borderRadius: 5,
    background: 'var(--pw-raised)',
    color: 'var(--pw-text)',
    fontSize: 12,
  },
  itemStyle: { color: 'var(--pw-text)', padding: 0 },
  isAnimationActive: false,
} as const;
