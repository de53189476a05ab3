import { Button } from '@mantine/core';
import { IconBellRinging } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../backend/client.ts';
import { notifyDone, notifyFailure } from '../../ui/notify.ts';
import { askForNotices, useNoticePermission } from './noticePermission.ts';

/** In the browser shell the page shows the notices, and may do so only once it was allowed to: asked for by this click, never by itself. */
export const AllowNotices = () => {
  const { data } = useQuery(api.app.info.queryOptions());
  const permission = useNoticePermission();
  if (data?.shell !== 'browser' || permission !== 'default') return null;
  const ask = async () => {
    const answer = await askForNotices();
    if (answer === 'granted') notifyDone('Alerts are shown by your system while Pitwall is open in a tab');
    if (answer === 'denied')
      notifyFailure('Notifications stay off', {
        message: 'The browser refused them for this page.',
        act: 'Allow them in the browser’s settings for this address, then load the page again.',
      });
  };
  return (
    <Button variant="default" leftSection={<IconBellRinging size={15} aria-hidden />} onClick={() => void ask()}>
      Allow notifications
    </Button>
  );
};
