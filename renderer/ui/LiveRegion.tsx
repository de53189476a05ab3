import { VisuallyHidden } from '@mantine/core';
import { useAnnouncement } from './announce.ts';

/** The two live regions of the window; mounted once, in the frame. A repeated text is told apart by a trailing space. */
export const LiveRegion = () => {
  const { text, urgency, count } = useAnnouncement();
  const said = count % 2 === 0 ? text : `${text}\u00a0`;
  return (
    <VisuallyHidden>
      <div aria-live="polite">{urgency === 'polite' ? said : ''}</div>
      <div aria-live="assertive">{urgency === 'assertive' ? said : ''}</div>
    </VisuallyHidden>
  );
};
