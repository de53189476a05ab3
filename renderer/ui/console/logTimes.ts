import { create } from 'zustand';

const key = 'pitwall.log.times';

/** Whether logs show when each line came: the user's wish, kept over restarts of the window. */
const useTimes = create<{ readonly times: boolean }>(() => ({ times: localStorage.getItem(key) === 'yes' }));

const toggleTimes = (): void => {
  const times = !useTimes.getState().times;
  localStorage.setItem(key, times ? 'yes' : 'no');
  useTimes.setState({ times });
};

export const useLogTimes = (): { readonly times: boolean; readonly toggleTimes: () => void } => ({
  times: useTimes((state) => state.times),
  toggleTimes,
});
