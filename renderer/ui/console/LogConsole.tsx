import { Button } from '@mantine/core';
import { IconArrowDown, IconPlugConnectedX } from '@tabler/icons-react';
import { useCallback, useRef } from 'react';
import { ConnectionLost } from '../../backend/connectionLost.ts';
import { describeFailure } from '../../backend/failure.ts';
import { EmptyView } from '../EmptyView.tsx';
import { LoadingView } from '../LoadingView.tsx';
import styles from './LogConsole.module.css';
import { LogLines } from './LogLines.tsx';
import { LogSearchBar } from './LogSearchBar.tsx';
import { LogToolbar } from './LogToolbar.tsx';
import { useLogTimes } from './logTimes.ts';
import type { LogView, LogViewState } from './logView.ts';
import type { ShownLog } from './shownLog.ts';
import { useCopyLines } from './useCopyLines.ts';
import { useLineChoice } from './useLineChoice.ts';
import { useLogKeys } from './useLogKeys.ts';
import { useLogSearch } from './useLogSearch.ts';
import { useLogViewState } from './useLogView.ts';
import { useSaveLog } from './useSaveLog.ts';

const number = (value: number) => value.toLocaleString('en-GB');

/** What stands in the lines' place while there are none. */
const Blank = ({ state, words }: { readonly state: LogViewState; readonly words: ShownLog['words'] }) => {
  if (state.link === 'gone') return <EmptyView title="This log is gone">{words.gone}</EmptyView>;
  if (state.link === 'connecting') return <LoadingView what="Reading the log" rows={6} />;
  if (state.done) return <EmptyView title="Nothing was printed">{words.silent}</EmptyView>;
  return <EmptyView title="Nothing printed yet">{words.waiting}</EmptyView>;
};

/** A log, live: the backend holds the lines, this holds the ones in sight. */
export const LogConsole = ({ log, view }: { readonly log: ShownLog; readonly view: LogView }) => {
  const state = useLogViewState(view);
  const scroller = useRef<HTMLDivElement>(null);
  const searchField = useRef<HTMLInputElement>(null);
  const { times, toggleTimes } = useLogTimes();
  const search = useLogSearch(log, view, state.bytes);
  const choice = useLineChoice(view);
  const saving = useSaveLog(log);
  const { copying, copy } = useCopyLines(log.source, choice.range);
  const toggleWrap = useCallback(() => view.setWrap(!view.state().wrap), [view]);
  useLogKeys({ view, search, choice, searchField, scroller, toggleWrap, toggleTimes, copy, save: saving.save });
  return (
    <section className={styles.console} aria-label="Log">
      <LogToolbar
        state={state}
        range={choice.range}
        times={times}
        saving={saving}
        copying={copying}
        onFollow={view.follow}
        onPause={view.pause}
        onWrap={toggleWrap}
        onTimes={toggleTimes}
        onCopy={copy}
      >
        <LogSearchBar search={search} input={searchField} onLeave={() => scroller.current?.focus()} />
      </LogToolbar>
      {state.link === 'lost' && (
        <p className={styles.lost} role="status">
          <IconPlugConnectedX size={15} aria-hidden />
          {describeFailure(state.trouble ?? new ConnectionLost()).message} Shown is what was read before; reading goes
          on by itself.
        </p>
      )}
      {state.total === 0 && (
        <div className={styles.blank}>
          <Blank state={state} words={log.words} />
        </div>
      )}
      <div className={styles.lines}>
        <LogLines view={view} state={state} search={search} choice={choice} times={times} scroller={scroller} />
        {!state.following && !state.done && (
          <Button
            className={styles.follow}
            leftSection={<IconArrowDown size={15} aria-hidden />}
            title="Follow (F)"
            onClick={view.follow}
          >
            {state.unseen === 0
              ? 'Follow'
              : `${number(state.unseen)} new ${state.unseen === 1 ? 'line' : 'lines'}, follow`}
          </Button>
        )}
      </div>
    </section>
  );
};
