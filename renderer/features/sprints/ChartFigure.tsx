import { Button } from '@mantine/core';
import { IconChartLine, IconTable } from '@tabler/icons-react';
import { type ReactNode, useId, useState } from 'react';
import styles from './ChartFigure.module.css';

/** How a line or bar of a chart is drawn, so that its key can say the same. */
export interface ChartKey {
  readonly name: string;
  readonly color: string;
  /** As SVG's stroke-dasharray; none draws a solid line. */
  readonly dash?: string;
  readonly kind?: 'line' | 'bar';
}

interface Props {
  readonly title: string;
  /** What the chart shows, in a sentence, for who does not see it. */
  readonly summary: string;
  readonly keys: readonly ChartKey[];
  readonly chart: ReactNode;
  /** The same figures as a table. */
  readonly table: ReactNode;
}

/** A chart with its key, and its data as a table one click away. */
export const ChartFigure = ({ title, summary, keys, chart, table }: Props) => {
  const [asTable, setAsTable] = useState(false);
  const id = useId();
  return (
    <figure className={styles.figure} aria-labelledby={id}>
      <figcaption className={styles.head}>
        <h3 id={id}>{title}</h3>
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          leftSection={asTable ? <IconChartLine size={14} aria-hidden /> : <IconTable size={14} aria-hidden />}
          aria-label={`${title} as a ${asTable ? 'chart' : 'table'}`}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? 'Chart' : 'Table'}
        </Button>
      </figcaption>
      {asTable ? (
        <div className={styles.table}>{table}</div>
      ) : (
        <>
          <div className={styles.chart} role="img" aria-label={`${title}. ${summary}`}>
            {chart}
          </div>
          <ul className={styles.keys} aria-hidden>
            {keys.map(({ name, color, dash, kind = 'line' }) => (
              <li key={name}>
                <svg width="22" height="10" aria-hidden>
                  {kind === 'bar' ? (
                    <rect x="6" width="10" height="10" fill={color} />
                  ) : (
                    <line x1="0" x2="22" y1="5" y2="5" stroke={color} strokeWidth="2" strokeDasharray={dash} />
                  )}
                </svg>
                {name}
              </li>
            ))}
          </ul>
        </>
      )}
    </figure>
  );
};
