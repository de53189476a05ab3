import { create } from 'zustand';

/** The moment that is pointed at, shown in every chart of the screen; null when none is. */
export const useChartCursor = create<{ readonly at: number | null }>(() => ({ at: null }));

export const pointAt = (at: number | null): void => {
  if (useChartCursor.getState().at !== at) useChartCursor.setState({ at });
};
