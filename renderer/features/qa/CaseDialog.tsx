import { Button, NativeSelect, Switch, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ProjectId } from '../../../shared/ids.ts';
import { qaCategories, type TestCase, type TestCaseFields } from '../../../shared/qa/testCase.ts';
import { api } from '../../backend/client.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { FormGrid } from '../../ui/FormGrid.tsx';
import { notifyDone } from '../../ui/notify.ts';
import { RefusedSave } from '../../ui/RefusedSave.tsx';
import { type CaseDraft, caseErrors, caseOfDraft, draftOfCase } from './caseDraft.ts';
import styles from './qaForm.module.css';
import { membersOf, planOfTests } from './qaQueries.ts';
import { categoryTitle } from './qaWords.ts';

interface Props {
  readonly project: ProjectId;
  /** The case that is changed; null for a new one. */
  readonly testCase: TestCase | null;
  readonly category: TestCaseFields['category'];
  readonly onClose: () => void;
}

/** Everything of a test case. */
export const CaseDialog = ({ project, testCase, category, onClose }: Props) => {
  const cache = useQueryClient();
  const members = useQuery(membersOf(project)).data ?? [];
  const blank = { category, title: '', steps: '', required: true, match: null, owner: null };
  const form = useForm<CaseDraft>({ initialValues: draftOfCase(testCase ?? blank), validate: caseErrors });
  const done = (words: string) => () => {
    void cache.invalidateQueries({ queryKey: planOfTests(project).queryKey });
    notifyDone(words);
    onClose();
  };
  const add = useMutation(api.qa.addCases.mutationOptions({ onSuccess: done('The case is in the plan') }));
  const change = useMutation(api.qa.changeCase.mutationOptions({ onSuccess: done('The case is changed') }));
  const save = (draft: CaseDraft) => {
    const fields = caseOfDraft(draft);
    if (testCase === null) add.mutate({ project, cases: [fields] });
    else change.mutate({ case: testCase.id, seen: testCase.version, fields });
  };
  const error = add.error ?? change.error;
  return (
    <Dialog
      title={testCase === null ? 'New test case' : 'Change the test case'}
      closeLabel="Close without saving"
      size="lg"
      onClose={onClose}
    >
      <form className={styles.form} noValidate onSubmit={form.onSubmit(save)}>
        <TextInput label="Title" data-autofocus maxLength={300} {...form.getInputProps('title')} />
        <FormGrid>
          <NativeSelect
            label="Category"
            data={qaCategories.map((value) => ({ value, label: categoryTitle[value] }))}
            {...form.getInputProps('category')}
          />
          <NativeSelect
            label="Owner"
            data={[{ value: '', label: 'Nobody' }, ...members.map(({ id, name }) => ({ value: id, label: name }))]}
            {...form.getInputProps('owner')}
          />
        </FormGrid>
        <Switch
          label="Required: without it no run is finished and nothing goes to production"
          {...form.getInputProps('required', { type: 'checkbox' })}
        />
        <Textarea
          label="Steps"
          description="Markdown: what to do, and what to see."
          autosize
          minRows={3}
          maxRows={12}
          {...form.getInputProps('steps')}
        />
        <FormGrid>
          <TextInput
            label="Class name in JUnit files"
            description="* stands for any text. Both empty: answered by hand."
            classNames={{ input: styles.mono }}
            {...form.getInputProps('classname')}
          />
          <TextInput
            label="Name in JUnit files"
            description="Of all that fit, the worst result counts."
            classNames={{ input: styles.mono }}
            {...form.getInputProps('name')}
          />
        </FormGrid>
        {error !== null && <RefusedSave title="The case was not saved" error={error} />}
        <div className={styles.acts}>
          <Button variant="default" onClick={onClose}>
            Close without saving
          </Button>
          <Button type="submit" loading={add.isPending || change.isPending}>
            {testCase === null ? 'Add the case' : 'Save the case'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
