import type { ReactNode } from 'react';
import styles from './DataTable.module.css';

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  /** `figure` aligns right, in tabular figures. */
  readonly kind?: 'text' | 'figure';
  /** CSS width, e.g. `140px` or `40%`; the rest shares what is left. */
  readonly width?: string;
  /** The column goes first when the window is narrow. */
  readonly optional?: boolean;
  readonly cell: (row: Row) => ReactNode;
}

interface Props<Row> {
  /** What the table lists, for screen readers. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
}

/** A dense table of some hundred rows at most; longer lists are virtualised elsewhere. Cells cut long text, so put what matters first. */
export const DataTable = <Row,>({ caption, columns, rows, rowKey }: Props<Row>) => (
  <div className={styles.frame}>
    <table className={styles.table}>
      <caption className={styles.caption}>{caption}</caption>
      <colgroup>
        {columns.map((column) => (
          <col key={column.key} data-optional={column.optional || undefined} style={{ width: column.width }} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.key} scope="col" data-kind={column.kind} data-optional={column.optional || undefined}>
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)}>
            {columns.map((column) => (
              <td key={column.key} data-kind={column.kind} data-optional={column.optional || undefined}>
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
