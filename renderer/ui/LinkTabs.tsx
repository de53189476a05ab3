import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, ReactNode, Ref } from 'react';
import styles from './LinkTabs.module.css';

interface Props {
  /** What the links lead to, for screen readers. */
  readonly label: string;
  readonly children: ReactNode;
}

/** Links side by side, of which one is the screen that is open; see LinkTab. */
export const LinkTabs = ({ label, children }: Props) => (
  <nav aria-label={label}>
    <ul className={styles.tabs}>{children}</ul>
  </nav>
);

interface TabProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  readonly ref?: Ref<HTMLAnchorElement>;
  readonly shown: boolean;
}

const TabAnchor = ({ shown, children, ...anchor }: TabProps) => (
  <li>
    <a {...anchor} className={styles.tab} aria-current={shown ? 'page' : undefined}>
      {children}
    </a>
  </li>
);

/** One of the links, with the checked `to` and `params` of the routes; `shown` is where the user is. */
export const LinkTab = createLink(TabAnchor);
