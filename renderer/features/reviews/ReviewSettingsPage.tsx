import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { Page } from '../../ui/Page.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { ReviewNav } from './ReviewNav.tsx';
import { ReviewSettingsForm } from './ReviewSettingsForm.tsx';
import { reviewSettingsOf } from './reviewsQueries.ts';

const route = getRouteApi('/p/$project/review/settings');

/** What every change of a project is asked, and what it must fulfil before it is merged. */
export const ReviewSettingsPage = () => {
  const { project } = route.useParams();
  const query = useQuery(reviewSettingsOf(project));
  // A form that was saved begins anew with what is there; one that another window changed must not be drawn over.
  const [saved, setSaved] = useState(0);
  return (
    <Page
      title="Checklist and gate"
      lead="What every change is asked, and what it must fulfil before it is merged. A change here counts at once, for open changes too."
    >
      <ReviewNav project={project} shown="settings" />
      <QueryView query={query} what="Reading the settings" failed="The settings could not be read" rows={10}>
        {(settings) => (
          <ReviewSettingsForm key={saved} project={project} settings={settings} onSaved={() => setSaved(saved + 1)} />
        )}
      </QueryView>
    </Page>
  );
};
