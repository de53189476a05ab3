import { formatDuration } from './formatDuration.ts';
import { useNow } from './useNow.ts';

/** A length of time: either fixed (`milliseconds`) or running `since` a moment, counted four times a second. */
export const Duration = (length: { readonly milliseconds: number } | { readonly since: number }) => {
  const running = 'since' in length;
  const now = useNow(running ? 'fast' : 'still');
  const milliseconds = running ? Math.max(0, now - length.since) : length.milliseconds;
  return (
    <span className="pw-figure">{formatDuration(running ? Math.floor(milliseconds / 100) * 100 : milliseconds)}</span>
  );
};
