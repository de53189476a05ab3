import type { ErrorComponentProps } from '@tanstack/react-router';
import { Link } from '@tanstack/react-router';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { retryScreens } from '../../ui/lazyScreen.tsx';
import { Page } from '../../ui/Page.tsx';

/** A screen that could not be drawn: a wrong address, a part that could not be loaded, or a fault of ours. The frame stays. */
export const RouteErrorPage = ({ error, reset }: ErrorComponentProps) => (
  <Page title="This screen could not be shown">
    <ErrorView
      title="The screen stopped while it was being drawn"
      failure={{
        message: error instanceof Error ? error.message : String(error),
        act: 'Nothing on any server was touched. Try again, or go to another screen.',
      }}
      onRetry={() => void retryScreens().then(reset)}
    >
      <p>
        <Link to="/">Go to your project</Link>
      </p>
    </ErrorView>
  </Page>
);
