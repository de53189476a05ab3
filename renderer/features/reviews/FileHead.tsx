import { Button, Checkbox } from '@mantine/core';
import {
  IconArrowAutofitWidth,
  IconLayoutColumns,
  IconLayoutSidebar,
  IconMessagePlus,
  IconSpace,
  IconTextWrap,
} from '@tabler/icons-react';
import type { ListedFile } from '../../../shared/reviews/changedFile.ts';
import { visibleText } from '../../ui/console/visibleText.ts';
import type { DiffLook } from './diffLook.ts';
import styles from './FileHead.module.css';
import { fileStatusInWords, modeChangeInWords } from './reviewWords.ts';

interface Props {
  readonly file: ListedFile;
  /** e.g. `2 of 14`. */
  readonly place: string;
  readonly look: DiffLook;
  readonly onLook: (part: Partial<DiffLook>) => void;
  readonly onMark: (reviewed: boolean) => void;
  /** null: the change takes no comments any more. */
  readonly onComment: (() => void) | null;
}

/** The name of the file that is shown, what happened to it, and how it is looked at. */
export const FileHead = ({ file, place, look, onLook, onMark, onComment }: Props) => {
  const mode = modeChangeInWords(file);
  const toggles = [
    { title: 'List of files (L)', icon: IconLayoutSidebar, on: look.list, press: () => onLook({ list: !look.list }) },
    {
      title: 'Side by side (S)',
      icon: look.view === 'split' ? IconLayoutColumns : IconArrowAutofitWidth,
      on: look.view === 'split',
      press: () => onLook({ view: look.view === 'split' ? 'unified' : 'split' }),
    },
    { title: 'Wrap long lines (W)', icon: IconTextWrap, on: look.wrap, press: () => onLook({ wrap: !look.wrap }) },
    {
      title: 'Leave out changes of white space',
      icon: IconSpace,
      on: look.ignoreSpace,
      press: () => onLook({ ignoreSpace: !look.ignoreSpace }),
    },
  ];
  return (
    <div className={styles.head}>
      <div className={styles.file}>
        <h2 className={styles.path}>
          <bdi>{visibleText(file.path)}</bdi>
        </h2>
        <span className={styles.facts}>
          {place} · {fileStatusInWords[file.status]}
          {file.oldPath !== null && file.oldPath !== file.path && (
            <>
              {' '}
              from <bdi>{visibleText(file.oldPath)}</bdi>
            </>
          )}
          {file.kind !== 'text' && ` · ${file.kind}`}
          {mode !== null && ` · ${mode}`}
          {file.baseOnly && ' · differs by the base alone'}
        </span>
      </div>
      <div className={styles.acts}>
        {toggles.map(({ title, icon: Icon, on, press }) => (
          <Button
            key={title}
            variant={on ? 'light' : 'default'}
            size="compact-sm"
            title={title}
            aria-label={title.replace(/ \(.\)$/, '')}
            aria-pressed={on}
            onClick={press}
          >
            <Icon size={15} aria-hidden />
          </Button>
        ))}
        {onComment !== null && (
          <Button
            variant="default"
            size="compact-sm"
            title="Comment on the file (Shift C)"
            aria-label="Comment on the file"
            onClick={onComment}
          >
            <IconMessagePlus size={15} aria-hidden />
          </Button>
        )}
        <Checkbox
          label="Reviewed"
          title="Reviewed, and on to the next (R)"
          checked={file.reviewed}
          onChange={({ currentTarget: { checked } }) => onMark(checked)}
        />
      </div>
    </div>
  );
};
