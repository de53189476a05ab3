import type { BaselinePoint } from '../../../shared/patterns/patternBaseline.ts';
import { formatExact } from '../../ui/formatRelative.ts';
import { RelativeTime } from '../../ui/RelativeTime.tsx';
import styles from './patterns.module.css';

/** How a baseline shrank, as steps; the same in words for those who do not see it. */
export const BaselineTrend = ({ points }: { readonly points: readonly BaselinePoint[] }) => {
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined || points.length < 2) return null;
  const most = Math.max(1, ...points.map(({ count }) => count));
  const x = (at: number) => ((at - first.at) / Math.max(1, last.at - first.at)) * 500;
  const y = (count: number) => 64 - (count / most) * 60;
  const steps = points.flatMap(({ at, count }, index) => {
    const before = points[index - 1];
    return before === undefined ? [`${x(at)},${y(count)}`] : [`${x(at)},${y(before.count)}`, `${x(at)},${y(count)}`];
  });
  return (
    <figure className={styles.figure}>
      <svg className={styles.trend} viewBox="0 0 500 66" preserveAspectRatio="none" role="img">
        <title>{`From ${first.count} on ${formatExact(first.at)} to ${last.count} on ${formatExact(last.at)}`}</title>
        <line x1="0" x2="500" y1="65" y2="65" />
        <polyline points={steps.join(' ')} />
      </svg>
      <figcaption className={styles.dim}>
        {first.count} when it was recorded, {last.count} since <RelativeTime at={last.at} />
      </figcaption>
    </figure>
  );
};
