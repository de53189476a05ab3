import type { JudgedHop, RequestTimings } from '../../../shared/monitor/hop.ts';
import { formatMilliseconds } from './formatMilliseconds.ts';
import styles from './HopFigures.module.css';

const parts: readonly { readonly part: keyof RequestTimings; readonly name: string }[] = [
  { part: 'dns', name: 'DNS' },
  { part: 'connect', name: 'Connect' },
  { part: 'tls', name: 'TLS' },
  { part: 'firstByte', name: 'First byte' },
  { part: 'total', name: 'Total' },
];

/** What a look at the hop measured. */
export const HopFigures = ({ hop }: { readonly hop: JudgedHop }) => {
  const { timings, certificateDays } = hop;
  const shown = parts.flatMap(({ part, name }) => {
    const value = timings?.[part] ?? null;
    // Of DNS the part is the whole.
    return value === null || (hop.hop === 'dns' && part !== 'total')
      ? []
      : [{ name, value: formatMilliseconds(value) }];
  });
  const figures =
    certificateDays === null ? shown : [...shown, { name: 'Certificate', value: inDays(certificateDays) }];
  if (figures.length === 0) return null;
  return (
    <dl className={styles.figures}>
      {figures.map(({ name, value }) => (
        <div key={name} className={styles.figure}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
};

const inDays = (days: number): string => {
  if (days < 0) return 'ended';
  const whole = Math.floor(days);
  return whole === 1 ? '1 day left' : `${String(whole)} days left`;
};
