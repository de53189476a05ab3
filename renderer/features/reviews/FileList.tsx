import { Checkbox, TextInput } from '@mantine/core';
import { IconMessage } from '@tabler/icons-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import type { ListedFile } from '../../../shared/reviews/changedFile.ts';
import { visibleText } from '../../ui/console/visibleText.ts';
import styles from './FileList.module.css';
import { fileStatusInWords } from './reviewWords.ts';

/** Pixels of a row. */
const ROW = 44;

const letter: Readonly<Record<ListedFile['status'], string>> = {
  added: 'A',
  deleted: 'D',
  modified: 'M',
  renamed: 'R',
  copied: 'C',
  'type-changed': 'T',
};

interface Props {
  readonly files: readonly ListedFile[];
  /** Files that the answer left out. */
  readonly more: number;
  readonly chosen: string | null;
  readonly onChoose: (path: string) => void;
  readonly onMark: ((paths: readonly string[], reviewed: boolean) => void) | null;
}

/** The files of a change, each with its mark; long lists mount only what is seen. */
export const FileList = ({ files, more, chosen, onChoose, onMark }: Props) => {
  const [sought, setSought] = useState('');
  const scroller = useRef<HTMLDivElement>(null);
  const shown = sought === '' ? files : files.filter(({ path }) => path.toLowerCase().includes(sought.toLowerCase()));
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    getItemKey: (index) => shown[index]?.path ?? index,
    overscan: 4,
  });
  const at = shown.findIndex(({ path }) => path === chosen);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' });
  }, [at, virtual]);
  const reviewed = files.filter((file) => file.reviewed).length;
  return (
    <nav className={styles.files} aria-label="Changed files">
      <TextInput
        size="xs"
        aria-label="Find a file"
        placeholder="Find a file"
        value={sought}
        onChange={({ currentTarget: { value } }) => setSought(value)}
      />
      <p className={styles.sum}>
        {files.length.toLocaleString('en')} {files.length === 1 ? 'file' : 'files'}
        {onMark !== null && `, ${reviewed} reviewed`}
        {more > 0 && `, ${more.toLocaleString('en')} more are not listed`}
      </p>
      <div ref={scroller} className={styles.scroller}>
        <ul className={styles.list} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, key, start }) => {
            const file = shown[index];
            if (file === undefined) return null;
            return (
              <li
                key={key}
                className={styles.row}
                style={{ transform: `translateY(${start}px)` }}
                data-chosen={file.path === chosen || undefined}
              >
                <button
                  type="button"
                  className={styles.file}
                  aria-current={file.path === chosen ? 'true' : undefined}
                  title={visibleText(file.path)}
                  onClick={() => onChoose(file.path)}
                >
                  <span className={styles.letter} data-status={file.status} title={fileStatusInWords[file.status]}>
                    {letter[file.status]}
                  </span>
                  <span className={styles.names}>
                    <bdi className={styles.name}>{visibleText(nameOf(file.path))}</bdi>
                    <bdi className={styles.folder}>{visibleText(folderOf(file.path))}</bdi>
                  </span>
                  <span className={styles.counts}>
                    {file.comments > 0 && (
                      <span title={`${file.comments} ${file.comments === 1 ? 'comment' : 'comments'}`}>
                        <IconMessage size={12} aria-hidden /> {file.comments}
                      </span>
                    )}
                    {file.baseOnly && <span title="Differs by the base alone">base</span>}
                    {file.added !== null && (
                      <span>
                        <span className={styles.added}>+{file.added}</span>{' '}
                        <span className={styles.removed}>-{file.removed}</span>
                      </span>
                    )}
                  </span>
                </button>
                {onMark !== null && (
                  <Checkbox
                    size="xs"
                    aria-label={`${visibleText(file.path)} is reviewed`}
                    title="Reviewed (R for the chosen file)"
                    checked={file.reviewed}
                    onChange={({ currentTarget: { checked } }) => onMark([file.path], checked)}
                  />
                )}
              </li>
            );
          })}
        </ul>
      </div>
    </nav>
  );
};

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));
