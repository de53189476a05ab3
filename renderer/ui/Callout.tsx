import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './Callout.module.css';

interface Props {
  readonly tone: 'info' | 'warning' | 'danger';
  readonly title?: string;
  readonly children: ReactNode;
}

/** A statement people must not overlook, inside a page: what holds here, what to be careful with. */
export const Callout = ({ tone, title, children }: Props) => {
  const Icon = tone === 'info' ? IconInfoCircle : IconAlertTriangle;
  return (
    <div className={styles.callout} data-tone={tone} role={tone === 'danger' ? 'alert' : undefined}>
      <Icon size={17} aria-hidden className={styles.icon} />
      <div className={styles.text}>
        {title !== undefined && <strong>{title}</strong>}
        {children}
      </div>
    </div>
  );
};
