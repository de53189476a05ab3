import { useQuery } from '@tanstack/react-query';
import { api } from '../../backend/client.ts';
import { Callout } from '../../ui/Callout.tsx';
import { Section } from '../../ui/Section.tsx';
import { AllowNotices } from './AllowNotices.tsx';
import { useNoticePermission } from './noticePermission.ts';

/** Whether this browser shows what Pitwall tells, and what to do where it does not. Nothing in the desktop window, which needs no leave. */
export const NoticesSection = () => {
  const { data } = useQuery(api.app.info.queryOptions());
  const permission = useNoticePermission();
  if (data?.shell !== 'browser') return null;
  return (
    <Section
      title="Notifications"
      lead="Of the system, while Pitwall is open in a tab. The list of alerts holds everything all the same."
      actions={<AllowNotices />}
    >
      {permission === 'granted' && <p>This browser shows them.</p>}
      {permission === 'default' && <p>This browser was not asked yet; until then it shows none.</p>}
      {permission === 'none' && <p>This browser has no notifications.</p>}
      {permission === 'denied' && (
        <Callout tone="warning" title="This browser refuses notifications of this address.">
          Nobody is told outside this window. Allow them in the browser’s settings for this address; what is chosen
          there holds at once.
        </Callout>
      )}
    </Section>
  );
};
