import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { api, client } from '../../backend/client.ts';
import { followNotices } from './followNotices.ts';
import { useNoticePermission } from './noticePermission.ts';

/** Shows what Pitwall tells outside its window, in the browser shell and where that was allowed. Draws nothing. */
export const BrowserNotices = () => {
  const { data } = useQuery(api.app.info.queryOptions());
  const allowed = useNoticePermission() === 'granted' && data?.shell === 'browser';
  const navigate = useNavigate();
  useEffect(() => {
    if (!allowed) return;
    const stop = new AbortController();
    void followNotices({
      open: (signal) => client.alerts.notices(undefined, { signal }),
      show: ({ id, title, body, route }) => {
        // One tag for all tabs: the same notice is not shown twice. A tag that came before would replace the older one without a sound.
        const shown = new Notification(title, { body, tag: id });
        shown.onclick = () => {
          window.focus();
          void navigate({ to: route });
          shown.close();
        };
      },
      signal: stop.signal,
    });
    return () => stop.abort();
  }, [allowed, navigate]);
  return null;
};
