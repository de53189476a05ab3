import { create } from 'zustand';

const key = 'pitwall.project';

/** The project that was open last, kept over restarts of the window; not known to exist any more. */
export const useRememberedProject = create<{ readonly id: string | null }>(() => ({ id: localStorage.getItem(key) }));

export const rememberProject = (id: string): void => {
  if (useRememberedProject.getState().id === id) return;
  localStorage.setItem(key, id);
  useRememberedProject.setState({ id });
};
