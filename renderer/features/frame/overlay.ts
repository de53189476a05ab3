import { create } from 'zustand';

/** What lies over the page: the palette, the list of keys, or nothing. One at a time. */
export const useOverlay = create<{ readonly open: 'palette' | 'keys' | null }>(() => ({ open: null }));

export const openOverlay = (open: 'palette' | 'keys'): void => useOverlay.setState({ open });
export const closeOverlay = (): void => useOverlay.setState({ open: null });
