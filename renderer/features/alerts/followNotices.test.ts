import { expect, it } from 'vitest';
import type { ToldNotice } from '../../../shared/alerts/alertNews.ts';
import { followNotices } from './followNotices.ts';

it('M10 shows every notice, and goes on after a connection that broke', async () => {
  const notice = (title: string): ToldNotice => ({
    id: '00000000-0000-4000-8000-000000000001',
    title,
    body: '',
    route: '/',
    alerts: [],
  });
  const stop = new AbortController();
  const shown: string[] = [];
  let opened = 0;
  await followNotices({
    open: async function (this: void, signal) {
      opened += 1;
      const round = opened;
      return (async function* () {
        yield notice(`${round}a`);
        if (round === 1) throw new Error('cut');
        yield notice(`${round}b`);
        expect(signal.aborted).toBe(true);
      })();
    },
    show: ({ title }) => {
      shown.push(title);
      if (title === '2b') stop.abort();
    },
    signal: stop.signal,
    restMs: 0,
  });
  expect(shown).toEqual(['1a', '2a', '2b']);
});
