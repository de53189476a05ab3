import { formatExact, formatRelative } from './formatRelative.ts';
import { useNow } from './useNow.ts';

/** A moment (milliseconds since 1970) as `4 min ago`, with the exact one on hover; keeps itself up to date. */
export const RelativeTime = ({ at }: { readonly at: number }) => {
  const now = useNow('slow');
  return (
    <time dateTime={new Date(at).toISOString()} title={formatExact(at)}>
      {formatRelative(at, now)}
    </time>
  );
};
