import { Button, Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ConfiguredHost } from '../../../shared/connections/contract.ts';
import { describeFailure } from '../../backend/failure.ts';
import styles from './ConfiguredHosts.module.css';
import type { EnvironmentForm } from './environmentForm.ts';
import { fillFromHost } from './fillFromHost.ts';
import { configuredHosts } from './projectsQueries.ts';

/** Fills the server's fields from a host of ~/.ssh/config. */
export const ConfiguredHosts = ({ form }: { readonly form: EnvironmentForm }) => {
  const { data, error } = useQuery(configuredHosts());
  if (error !== null) {
    return <span className={styles.note}>~/.ssh/config could not be read: {describeFailure(error).message}</span>;
  }
  if (data === undefined || data.length === 0) return null;
  const fill = (host: ConfiguredHost) =>
    form.setValues((values) => fillFromHost({ ...form.getInitialValues(), ...values }, host, data));
  return (
    <Menu position="bottom-end" width={340}>
      <Menu.Target>
        <Button variant="default">Fill from ~/.ssh/config</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={styles.list}>
          {data.map((host) => (
            <Menu.Item key={host.alias} onClick={() => fill(host)}>
              <bdi className={styles.alias}>{host.alias}</bdi>
              <code className={styles.target}>
                {host.user === null ? '' : `${host.user}@`}
                {host.hostName}:{host.port}
              </code>
            </Menu.Item>
          ))}
        </div>
      </Menu.Dropdown>
    </Menu>
  );
};
