import { Button, Checkbox, NativeSelect, Switch } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ProjectId } from '../../../shared/ids.ts';
import { casesOfJunit } from '../../../shared/qa/casesOfJunit.ts';
import { QaCategory, qaCategories, type TestCase } from '../../../shared/qa/testCase.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { ErrorView } from '../../ui/ErrorView.tsx';
import { notifyDone } from '../../ui/notify.ts';
import styles from './qaForm.module.css';
import { planOfTests } from './qaQueries.ts';
import { categoryTitle } from './qaWords.ts';
import { ReportDrop } from './ReportDrop.tsx';
import type { SentReport } from './sendReport.ts';

interface Props {
  readonly project: ProjectId;
  readonly plan: readonly TestCase[];
  readonly onClose: () => void;
}

/** Makes cases of a JUnit file: one for each test of it, or one for each class. What the plan has already is left out. */
export const ImportCasesDialog = ({ project, plan, onClose }: Props) => {
  const cache = useQueryClient();
  const [sent, setSent] = useState<SentReport | null>(null);
  const [category, setCategory] = useState<QaCategory>('unit');
  const [required, setRequired] = useState(true);
  const [each, setEach] = useState<'class' | 'test'>('class');
  const add = useMutation(
    api.qa.addCases.mutationOptions({
      onSuccess: (made) => {
        void cache.invalidateQueries({ queryKey: planOfTests(project).queryKey });
        notifyDone(`${made.length} ${made.length === 1 ? 'case is' : 'cases are'} in the plan`);
        onClose();
      },
    }),
  );
  const cases = sent === null ? [] : casesOfJunit(sent.cases, plan, { category, required, each });
  return (
    <Dialog title="Take cases from a JUnit file" closeLabel="Take none" size="lg" onClose={onClose}>
      <div className={styles.form}>
        <ReportDrop
          project={project}
          run={null}
          button="Choose a JUnit file"
          hint="Or drop one here. It stays on this machine."
          onRead={setSent}
        />
        {sent !== null && (
          <>
            <NativeSelect
              label="Category"
              value={category}
              onChange={({ currentTarget: { value } }) => setCategory(QaCategory.parse(value))}
              data={qaCategories.map((value) => ({ value, label: categoryTitle[value] }))}
            />
            <Checkbox
              label="One case for each class of tests, not for each test"
              checked={each === 'class'}
              onChange={({ currentTarget: { checked } }) => setEach(checked ? 'class' : 'test')}
            />
            <Switch
              label="They are required"
              checked={required}
              onChange={({ currentTarget: { checked } }) => setRequired(checked)}
            />
            <p className={styles.lead} role="status">
              {cases.length === 0
                ? 'The file holds nothing that the plan does not have.'
                : `${cases.length} new ${cases.length === 1 ? 'case' : 'cases'}:`}
            </p>
            {cases.length > 0 && (
              // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
              <ul className={styles.list} tabIndex={0} aria-label="New cases">
                {cases.slice(0, 200).map(({ title }) => (
                  <li key={title}>
                    <bdi>{title}</bdi>
                  </li>
                ))}
                {cases.length > 200 && <li>and {cases.length - 200} more</li>}
              </ul>
            )}
          </>
        )}
        {add.isError && <ErrorView title="No case was added" failure={describeFailure(add.error)} />}
        <div className={styles.acts}>
          <Button variant="default" onClick={onClose}>
            Take none
          </Button>
          <Button
            disabled={cases.length === 0}
            loading={add.isPending}
            onClick={() => add.mutate({ project, cases: [...cases] })}
          >
            Add {cases.length} {cases.length === 1 ? 'case' : 'cases'}
          </Button>
        </div>
      </div>
    </Dialog>
  );
};
