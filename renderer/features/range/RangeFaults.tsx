import { Switch } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { RangeFaultName, RangeServer, RangeState } from '../../../shared/range/contract.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { announce } from '../../ui/announce.ts';
import { notifyFailure } from '../../ui/notify.ts';
import { Section } from '../../ui/Section.tsx';
import styles from './RangeFaults.module.css';
import { useRangeCache } from './useRangeCache.ts';

const withFault = (state: RangeState, server: RangeServer['name'], fault: RangeFaultName, on: boolean): RangeState => ({
  ...state,
  servers: state.servers.map((each) =>
    each.name !== server
      ? each
      : { ...each, faults: [...each.faults.filter((other) => other !== fault), ...(on ? [fault] : [])] },
  ),
});

/** Switches that break a server on purpose, each with what Pitwall should then say. Switched at once, taken back when refused. */
export const RangeFaults = ({ state }: { readonly state: RangeState }) => {
  const cache = useRangeCache();
  const set = useMutation(
    api.range.setFault.mutationOptions({
      onSuccess: cache.put,
      onError: (error) => {
        void cache.invalidate();
        notifyFailure('The fault was not switched', describeFailure(error));
      },
    }),
  );
  const turn = (server: RangeServer['name'], fault: RangeFaultName, title: string, on: boolean) => {
    cache.put(withFault(state, server, fault, on));
    announce(`${title} on ${server} is ${on ? 'on' : 'off'}`);
    set.mutate({ server, fault, on });
  };
  return (
    <Section
      title="Break it on purpose"
      lead="Switch a fault on, deploy or look at Monitor, and see what Pitwall says. Switch it off to mend the server."
    >
      <div className={styles.frame}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Fault</th>
              {state.servers.map(({ name }) => (
                <th key={name} scope="col" className={styles.switch}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {state.faults.map(({ name: fault, title, expect }) => (
              <tr key={fault}>
                <th scope="row" className={styles.fault}>
                  <span className={styles.title}>{title}</span>
                  <span className={styles.expect}>Expect: {expect}</span>
                </th>
                {state.servers.map((server) => (
                  <td key={server.name} className={styles.switch}>
                    <Switch
                      aria-label={`${title} on ${server.name}`}
                      checked={server.faults.includes(fault)}
                      onChange={(event) => turn(server.name, fault, title, event.currentTarget.checked)}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
};
