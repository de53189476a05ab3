import { type ReactNode, useEffect } from 'react';
import styles from './Page.module.css';

interface Props {
  readonly title: string;
  /** One line below the title: what this page is about, or the state of it. */
  readonly lead?: ReactNode;
  /** Buttons at the right of the title. */
  readonly actions?: ReactNode;
  /** `wide` uses all the width (lists, consoles); `narrow` keeps text and forms readable. */
  readonly width?: 'wide' | 'narrow';
  /** The body fills the height and scrolls inside itself (consoles); else the page scrolls. */
  readonly fill?: boolean;
  readonly children: ReactNode;
}

/** A screen: title, actions, body. Sets the window's title. */
export const Page = ({ title, lead, actions, width = 'wide', fill = false, children }: Props) => {
  useEffect(() => {
    document.title = `${title} · Pitwall`;
  }, [title]);
  return (
    <div className={styles.page} data-fill={fill || undefined}>
      <header className={styles.head} data-width={width}>
        <div className={styles.titles}>
          <h1 className={styles.title}>{title}</h1>
          {lead !== undefined && <div className={styles.lead}>{lead}</div>}
        </div>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </header>
      <div className={styles.body} data-width={width}>
        {children}
      </div>
    </div>
  );
};
