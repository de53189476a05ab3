import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { Fragment, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import table from './DataTable.module.css';
import type { Column } from './DataTable.tsx';
import styles from './LongTable.module.css';

/** Pixels of the head, as in its style. */
const HEAD = 27;

interface Props<Row> {
  /** What the table lists, for screen readers. */
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** About how high a row is, in pixels; each is measured when it is drawn. */
  readonly rowHeight: number;
  /** Enter on a row. */
  readonly onOpen?: (row: Row) => void;
}

/** A table of any length, of which only the rows in view are drawn. It fills what height is left and scrolls inside itself; the arrows, Page, Home and End
 * move along its rows. */
export const LongTable = <Row,>({ caption, columns, rows, rowKey, rowHeight, onOpen }: Props<Row>) => {
  const scroller = useRef<HTMLElement>(null);
  const [wanted, setWanted] = useState(0);
  const active = Math.min(wanted, rows.length - 1);
  const moving = useRef(false);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => {
      const row = rows[index];
      return row === undefined ? index : rowKey(row);
    },
    overscan: 6,
    scrollMargin: HEAD,
    scrollPaddingStart: HEAD,
    // The row that has the focus stays, or the keys would have nowhere to go.
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      return active < 0 || shown.includes(active) ? shown : [...shown, active].sort((one, other) => one - other);
    },
  });
  const drawn = virtual.getVirtualItems();
  useEffect(() => {
    if (!moving.current) return;
    moving.current = false;
    scroller.current?.querySelector<HTMLElement>(`tr[data-index="${active}"]`)?.focus({ preventScroll: true });
    virtual.scrollToIndex(active, { align: 'auto' });
  }, [active, virtual]);

  const onKeyDown = (event: KeyboardEvent<HTMLTableSectionElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const row = rows[active];
    if (event.key === 'Enter' && event.target instanceof HTMLTableRowElement && row !== undefined) {
      onOpen?.(row);
      event.preventDefault();
      return;
    }
    const page = Math.max(1, drawn.length - 12);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: rows.length - 1,
    };
    const to = steps[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const within = Math.max(0, Math.min(rows.length - 1, to));
    moving.current = within !== active;
    setWanted(within);
  };

  const last = drawn.at(-1);
  return (
    <section ref={scroller} className={styles.scroller} aria-label={caption}>
      <table className={table.table} aria-rowcount={rows.length + 1}>
        <caption className={table.caption}>{caption}</caption>
        <colgroup>
          {columns.map((column) => (
            <col key={column.key} data-optional={column.optional || undefined} style={{ width: column.width }} />
          ))}
        </colgroup>
        <thead className={styles.head}>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <th key={column.key} scope="col" data-kind={column.kind} data-optional={column.optional || undefined}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody onKeyDown={onKeyDown}>
          {drawn.map(({ index, key, start }, at) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <Fragment key={key}>
                <Gap height={start - (drawn[at - 1]?.end ?? HEAD)} />
                <tr
                  ref={virtual.measureElement}
                  className={styles.row}
                  data-index={index}
                  aria-rowindex={index + 2}
                  tabIndex={index === active ? 0 : -1}
                  onFocus={() => setWanted(index)}
                >
                  {columns.map((column) => (
                    <td key={column.key} data-kind={column.kind} data-optional={column.optional || undefined}>
                      {column.cell(row)}
                    </td>
                  ))}
                </tr>
              </Fragment>
            );
          })}
          <Gap height={virtual.getTotalSize() + HEAD - (last?.end ?? HEAD)} />
        </tbody>
      </table>
    </section>
  );
};

/** Rows that are not drawn. */
const Gap = ({ height }: { readonly height: number }) =>
  height > 0 && (
    <tr aria-hidden className={styles.gap}>
      <td style={{ height }} />
    </tr>
  );
