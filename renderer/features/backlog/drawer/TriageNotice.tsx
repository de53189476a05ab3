import { Link } from '@tanstack/react-router';
import type { Item } from '../../../../shared/backlog/item.ts';
import { Callout } from '../../../ui/Callout.tsx';

/** That the item is in no list yet, and where it is decided on. */
export const TriageNotice = ({ item }: { readonly item: Item }) => (
  <Callout tone="info">
    <p>
      {item.key} waits in the{' '}
      <Link to="/p/$project/inbox" params={{ project: item.projectId }}>
        inbox
      </Link>{' '}
      and is in no list until it is accepted.
    </p>
  </Callout>
);
