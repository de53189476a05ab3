import type { HopProbe } from '../../../shared/deploys/run.ts';
import { Duration } from '../../ui/Duration.tsx';
import { StatusBadge } from '../../ui/StatusBadge.tsx';
import styles from './ProbeList.module.css';

const verdicts = { up: 'healthy', down: 'failing', unknown: 'unknown' } as const;
const names = { app: 'app', nginx: 'nginx', public: 'public' } as const;

/** The path after the sequence, hop by hop: what answered, with what and how fast. */
export const ProbeList = ({ probes }: { readonly probes: readonly HopProbe[] }) => (
  <table className={styles.probes}>
    <caption className={styles.caption}>Probes of the path</caption>
    <thead>
      <tr>
        <th scope="col">Hop</th>
        <th scope="col">Verdict</th>
        <th scope="col">Status</th>
        <th scope="col">Took</th>
      </tr>
    </thead>
    {probes.map((probe) => (
      <tbody key={`${probe.hop} ${probe.url}`}>
        <tr>
          <th scope="row">{names[probe.hop]}</th>
          <td>
            <StatusBadge bare status={verdicts[probe.verdict]} label={probe.verdict} />
          </td>
          <td>{probe.status ?? 'none'}</td>
          <td>{probe.duration === null ? '' : <Duration milliseconds={probe.duration} />}</td>
        </tr>
        <tr>
          <td colSpan={4} className={styles.detail}>
            <code>{probe.url}</code>
            {probe.detail !== '' && <p>{probe.detail}</p>}
          </td>
        </tr>
      </tbody>
    ))}
  </table>
);
