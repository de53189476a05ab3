import { Button } from '@mantine/core';
import { IconFileImport, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { qaCategories, type TestCase, type TestCaseFields } from '../../../shared/qa/testCase.ts';
import { EmptyView } from '../../ui/EmptyView.tsx';
import { Page } from '../../ui/Page.tsx';
import { QueryView } from '../../ui/QueryView.tsx';
import { Section } from '../../ui/Section.tsx';
import { type KeyGroup, useShownKeys } from '../../ui/shownKeys.ts';
import { useScreenKeys } from '../../ui/useScreenKeys.ts';
import { ArchivedCases } from './ArchivedCases.tsx';
import { CaseDialog } from './CaseDialog.tsx';
import { ImportCasesDialog } from './ImportCasesDialog.tsx';
import { PlannedCases } from './PlannedCases.tsx';
import { QaNav } from './QaNav.tsx';
import { membersOf, planOfTests } from './qaQueries.ts';
import { categoryTitle } from './qaWords.ts';

const route = getRouteApi('/p/$project/qa/plan');

const keys: KeyGroup = {
  title: 'Test plan',
  keys: [
    { keys: ['N'], act: 'New test case' },
    { keys: ['J'], act: 'To the next case' },
    { keys: ['K'], act: 'To the case before' },
    { keys: ['E'], act: 'Change the case' },
    { keys: ['Shift', '↑ ↓'], act: 'Move the case within its category' },
  ],
};

type Open =
  | { readonly kind: 'case'; readonly testCase: TestCase | null; readonly category: TestCaseFields['category'] }
  | { readonly kind: 'import' };

/** What must be tested before a release: cases by category, in their order. */
export const QaPlanPage = () => {
  const { project } = route.useParams();
  const plan = useQuery(planOfTests(project));
  const members = useQuery(membersOf(project)).data ?? [];
  const [open, setOpen] = useState<Open | null>(null);
  useShownKeys(keys);
  const edit = (testCase: TestCase | null, category: TestCaseFields['category'] = 'functionality') =>
    setOpen({ kind: 'case', testCase, category: testCase?.category ?? category });
  useScreenKeys({
    n: () => {
      edit(null);
      return true;
    },
  });
  const addButton = (
    <Button leftSection={<IconPlus size={15} aria-hidden />} title="New test case (N)" onClick={() => edit(null)}>
      New test case
    </Button>
  );
  const importButton = (
    <Button
      variant="default"
      leftSection={<IconFileImport size={15} aria-hidden />}
      onClick={() => setOpen({ kind: 'import' })}
    >
      Take cases from a JUnit file
    </Button>
  );
  return (
    <Page
      title="Test plan"
      lead="What must be tested before a release. A run takes the cases as they are when it begins."
      actions={
        <>
          {importButton}
          {addButton}
        </>
      }
    >
      <QaNav project={project} shown="plan" />
      <QueryView query={plan} what="Reading the test plan" failed="The test plan could not be read" rows={8}>
        {(all) => {
          const planned = all.filter(({ archivedAt }) => archivedAt === null);
          if (planned.length === 0 && all.length === 0)
            return (
              <EmptyView
                title="No test case yet"
                actions={
                  <>
                    {addButton}
                    {importButton}
                  </>
                }
              >
                Write down what somebody looks at before every release, or let the tests you have be the plan.
              </EmptyView>
            );
          return (
            <>
              {qaCategories.map((category) => {
                const cases = planned.filter((each) => each.category === category);
                return (
                  <Section
                    key={category}
                    title={`${categoryTitle[category]} · ${cases.length}`}
                    actions={
                      <Button
                        size="compact-sm"
                        variant="default"
                        aria-label={`Add a case to ${categoryTitle[category]}`}
                        onClick={() => edit(null, category)}
                      >
                        Add
                      </Button>
                    }
                  >
                    {cases.length > 0 && <PlannedCases cases={cases} members={members} onEdit={edit} />}
                  </Section>
                );
              })}
              <ArchivedCases cases={all.filter(({ archivedAt }) => archivedAt !== null)} />
            </>
          );
        }}
      </QueryView>
      {open?.kind === 'case' && (
        <CaseDialog project={project} testCase={open.testCase} category={open.category} onClose={() => setOpen(null)} />
      )}
      {open?.kind === 'import' && (
        <ImportCasesDialog project={project} plan={plan.data ?? []} onClose={() => setOpen(null)} />
      )}
    </Page>
  );
};
