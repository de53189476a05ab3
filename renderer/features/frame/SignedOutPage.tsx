import { Page } from '../../ui/Page.tsx';

/** What stands in place of a screen when this window never got in; the banner above says what to do. */
export const SignedOutPage = () => (
  <Page title="Not signed in">
    <p>
      A link works once and for one browser, so that nobody else on this machine can use your Pitwall. Deploys that are
      going on are not affected.
    </p>
  </Page>
);
