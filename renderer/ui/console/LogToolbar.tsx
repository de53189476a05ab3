import { ActionIcon, Button } from '@mantine/core';
import { IconClock, IconCopy, IconDownload, IconPlayerPause, IconPlayerPlay, IconTextWrap } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { formatBytes } from '../formatBytes.ts';
import styles from './LogToolbar.module.css';
import { countOf, type LineRange } from './lineRange.ts';
import type { LogViewState } from './logView.ts';
import type { SaveLog } from './useSaveLog.ts';

interface Props {
  readonly state: LogViewState;
  readonly range: LineRange | null;
  readonly times: boolean;
  readonly saving: SaveLog;
  readonly copying: boolean;
  readonly onFollow: () => void;
  readonly onPause: () => void;
  readonly onWrap: () => void;
  readonly onTimes: () => void;
  readonly onCopy: () => void;
  /** The search, at the left. */
  readonly children: ReactNode;
}

const number = (value: number) => value.toLocaleString('en-GB');

/** What can be done with the log, and how much there is of it. */
export const LogToolbar = ({ state, range, times, saving, copying, children, ...on }: Props) => {
  const { total, bytes, done, following, wrap } = state;
  return (
    <div className={styles.bar} role="toolbar" aria-label="Log">
      {children}
      <span className={styles.size}>
        {number(total)} {total === 1 ? 'line' : 'lines'} · {formatBytes(bytes)}
      </span>
      <div className={styles.acts}>
        {range !== null && (
          <Button
            variant="light"
            size="compact-xs"
            loading={copying}
            leftSection={<IconCopy size={14} aria-hidden />}
            title="Copy the chosen lines (Ctrl C)"
            onClick={on.onCopy}
          >
            Copy {number(countOf(range))} {countOf(range) === 1 ? 'line' : 'lines'}
          </Button>
        )}
        {!done && (
          <ActionIcon
            aria-label={following ? 'Pause following the log' : 'Follow the log'}
            title={following ? 'Pause (F)' : 'Follow (F)'}
            onClick={following ? on.onPause : on.onFollow}
          >
            {following ? <IconPlayerPause size={16} aria-hidden /> : <IconPlayerPlay size={16} aria-hidden />}
          </ActionIcon>
        )}
        <ActionIcon
          aria-label="Wrap long lines"
          title="Wrap long lines (W)"
          aria-pressed={wrap}
          variant={wrap ? 'light' : 'subtle'}
          color={wrap ? 'blue' : 'gray'}
          onClick={on.onWrap}
        >
          <IconTextWrap size={16} aria-hidden />
        </ActionIcon>
        <ActionIcon
          aria-label="Show times"
          title="Show times (T)"
          aria-pressed={times}
          variant={times ? 'light' : 'subtle'}
          color={times ? 'blue' : 'gray'}
          onClick={on.onTimes}
        >
          <IconClock size={16} aria-hidden />
        </ActionIcon>
        {saving.read === null ? (
          <ActionIcon aria-label="Save the whole log" title="Save the whole log (S)" onClick={saving.save}>
            <IconDownload size={16} aria-hidden />
          </ActionIcon>
        ) : (
          <Button variant="default" size="compact-xs" onClick={saving.stop}>
            Reading {formatBytes(saving.read)} of {formatBytes(bytes)}, stop
          </Button>
        )}
      </div>
    </div>
  );
};
