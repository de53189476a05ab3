import { create } from 'zustand';

interface Announcement {
  readonly text: string;
  readonly urgency: 'polite' | 'assertive';
  readonly count: number;
}

/** What the live regions of LiveRegion.tsx say; written by `announce` alone. */
export const useAnnouncement = create<Announcement>(() => ({ text: '', urgency: 'polite', count: 0 }));

/** Says something to screen readers: a state that changed, a copy made, an error in a log. `assertive` interrupts; keep it for failures. */
export const announce = (text: string, urgency: Announcement['urgency'] = 'polite'): void =>
  useAnnouncement.setState((last) => ({ text, urgency, count: last.count + 1 }));
