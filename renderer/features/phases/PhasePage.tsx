import { Page } from '../../ui/Page.tsx';
import { type PhaseName, phaseTexts } from './phaseTexts.ts';

/** A phase that is not built yet: says in one sentence what will be there, and offers nothing that does not work. */
export const PhasePage = ({ phase }: { readonly phase: PhaseName }) => (
  <Page title={phaseTexts[phase].title}>
    <p>{phaseTexts[phase].sentence}</p>
  </Page>
);
