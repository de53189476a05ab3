import type { ReactNode } from 'react';
import styles from './FactList.module.css';

interface Props {
  readonly facts: readonly { readonly name: string; readonly value: ReactNode }[];
}

/** Names and values below each other, for a handful of facts about one thing. */
export const FactList = ({ facts }: Props) => (
  <dl className={styles.facts}>
    {facts.map(({ name, value }) => (
      <div key={name} className={styles.fact}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
);
