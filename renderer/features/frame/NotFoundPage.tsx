import { Link, useLocation } from '@tanstack/react-router';
import { EmptyView } from '../../ui/EmptyView.tsx';
import { Page } from '../../ui/Page.tsx';

/** An address that leads nowhere. */
export const NotFoundPage = () => {
  const path = useLocation({ select: ({ pathname }) => pathname });
  return (
    <Page title="No such screen">
      <EmptyView title={`Nothing is at ${path}`}>
        The address may be old, or what it named was deleted. <Link to="/">Go to your project.</Link>
      </EmptyView>
    </Page>
  );
};
