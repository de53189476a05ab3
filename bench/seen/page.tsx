import '@xterm/xterm/css/xterm.css';
import '../../renderer/theme/mantineStyles.ts';
import '../../renderer/theme/tokens.css';
import '../../renderer/theme/mantineTokens.css';
import '../../renderer/theme/global.css';
import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { Terminal } from '@xterm/xterm';
import { createRoot } from 'react-dom/client';
import { queryClient } from '../../renderer/backend/queryClient.ts';
import { theme } from '../../renderer/theme/theme.ts';
import { LogConsole } from '../../renderer/ui/console/LogConsole.tsx';
import type { LogSource } from '../../renderer/ui/console/logSource.ts';
import { createLogView, type LogView } from '../../renderer/ui/console/logView.ts';
import type { ShownLog } from '../../renderer/ui/console/shownLog.ts';
import type { LogLine, LogNews } from '../../shared/logs/logLine.ts';
import { lineText, PIECE, type Seen, type SeenPage } from './seenPage.ts';

const nothing = () => Promise.reject(new Error('the benchmark neither searches nor saves'));
const shownLog = (source: LogSource): ShownLog => ({
  name: 'benchmark',
  fileName: 'benchmark.log',
  source,
  search: nothing,
  bytes: nothing,
  words: { gone: '', silent: '', waiting: '' },
});

const BYTES = lineText(0).length + 1;

/** Lets the page do what else it has to: draw, for one. */
const turn = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });

const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));

/** Watches the frames until the work is on the screen. */
const timed = async (work: () => Promise<void>, isShown: () => boolean): Promise<Seen> => {
  await frame();
  let last = await frame();
  let longestFrame = 0;
  let watching = true;
  const watch = (at: number) => {
    longestFrame = Math.max(longestFrame, at - last);
    last = at;
    if (watching) requestAnimationFrame(watch);
  };
  requestAnimationFrame(watch);
  const began = performance.now();
  await work();
  while (!isShown()) await frame();
  await frame(); // What the last frame holds is painted when the next one begins.
  const milliseconds = performance.now() - began;
  watching = false;
  return { milliseconds, longestFrame };
};

const mount = (): HTMLElement => {
  document.body.replaceChildren();
  const box = document.createElement('div');
  box.style.cssText = 'height: 700px; width: 1200px; display: flex; flex-direction: column';
  document.body.append(box);
  return box;
};

const logLine = (number: number): LogLine => ({ number, text: lineText(number), bytes: BYTES - 1, cut: false, at: 0 });

const holds = (box: HTMLElement, number: number): boolean =>
  box.querySelector(`[data-line="${String(number)}"]`)?.textContent?.includes(lineText(number)) === true;

let shown: { readonly box: HTMLElement; readonly view: LogView } | null = null;

const ours: SeenPage['ours'] = async (lines) => {
  shown?.view.dispose();
  const box = mount();
  let total = 0;
  const news = (): LogNews => ({ lines: total, bytes: total * BYTES, done: total === lines });
  const arrived = new EventTarget();
  const source: LogSource = {
    page: async (from, count) => ({
      lines: Array.from({ length: Math.max(0, Math.min(count, total - from)) }, (_, at) => logLine(from + at)),
      total,
    }),
    watch: async () =>
      (async function* () {
        yield news();
        while (total < lines) {
          await new Promise((resolve) => arrived.addEventListener('piece', resolve, { once: true }));
          yield news();
        }
      })(),
    isFinal: () => false,
  };
  const view = createLogView({
    source,
    nextFrame: (callback) => {
      const asked = requestAnimationFrame(callback);
      return () => cancelAnimationFrame(asked);
    },
    later: (callback, milliseconds) => {
      const timer = setTimeout(callback, milliseconds);
      return () => clearTimeout(timer);
    },
    startAt: null,
  });
  shown = { box, view };
  createRoot(box).render(
    <MantineProvider theme={theme} withCssVariables={false} withGlobalClasses={false}>
      <QueryClientProvider client={queryClient}>
        <LogConsole log={shownLog(source)} view={view} />
      </QueryClientProvider>
    </MantineProvider>,
  );
  while (box.querySelector('[aria-label="Log of the run"]') === null) await frame();
  return timed(
    async () => {
      while (total < lines) {
        total = Math.min(lines, total + PIECE);
        arrived.dispatchEvent(new Event('piece'));
        await turn();
      }
    },
    () => holds(box, lines - 1),
  );
};

const unreached: SeenPage['unreached'] = async (wanted) => {
  if (shown === null) throw new Error('no log is shown');
  const { box, view } = shown;
  const missed: number[] = [];
  for (const number of wanted) {
    view.goTo(number);
    for (let frames = 0; frames < 60 && !holds(box, number); frames += 1) await frame();
    if (!holds(box, number)) missed.push(number);
  }
  return missed;
};

const xterm: SeenPage['xterm'] = async (lines) => {
  const terminal = new Terminal({ cols: 120, rows: 40, scrollback: lines, convertEol: true });
  terminal.open(mount());
  const write = (text: string) => new Promise<void>((resolve) => terminal.write(text, resolve));
  const seen = await timed(
    async () => {
      // As its guide on flow control has it: a few pieces ahead, never more than it can hold.
      const ahead: Promise<void>[] = [];
      for (let from = 0; from < lines; from += PIECE) {
        const count = Math.min(PIECE, lines - from);
        ahead.push(write(Array.from({ length: count }, (_, at) => `${lineText(from + at)}\n`).join('')));
        if (ahead.length > 16) await ahead.shift();
      }
      await Promise.all(ahead);
    },
    () => {
      const { active } = terminal.buffer;
      return active.getLine(active.baseY + active.cursorY - 1)?.translateToString(true) === lineText(lines - 1);
    },
  );
  terminal.dispose();
  return seen;
};

Object.assign(window, { seenPage: { ours, unreached, xterm } satisfies SeenPage });
