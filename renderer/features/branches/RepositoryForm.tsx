import { NativeSelect, NumberInput, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type ReactNode, useState } from 'react';
import { spokenSeconds } from '../../../shared/alerts/spokenSeconds.ts';
import type { Workflow } from '../../../shared/backlog/workflow.ts';
import type { RepositoryView } from '../../../shared/branches/contract.ts';
import type { RepositorySettings } from '../../../shared/branches/repositorySettings.ts';
import type { ProjectId } from '../../../shared/ids.ts';
import { FormGrid } from '../../ui/FormGrid.tsx';
import { LongForm } from '../../ui/LongForm.tsx';
import { Section } from '../../ui/Section.tsx';
import styles from './branches.module.css';
import { RepositoryTest } from './RepositoryTest.tsx';
import { draftOfRepository, type RepositoryDraft, repositoryErrors, repositoryOfDraft } from './repositoryDraft.ts';

interface Props {
  readonly project: ProjectId;
  readonly view: RepositoryView;
  readonly workflow: Workflow;
  readonly busy: boolean;
  readonly onSubmit: (settings: RepositorySettings, seen: number) => void;
  /** Above the button: why the last attempt was refused. */
  readonly children?: ReactNode;
}

export const RepositoryForm = ({ project, view, workflow, busy, onSubmit, children }: Props) => {
  // What the form began with: what comes from another window meanwhile must not pass for seen.
  const [seen] = useState(view.version);
  const form = useForm<RepositoryDraft>({
    initialValues: draftOfRepository(view.settings),
    validate: repositoryErrors,
    validateInputOnBlur: true,
  });
  const draft = form.values;
  const every = Number(draft.fetchEverySeconds);
  const mono = { input: styles.mono };
  return (
    <LongForm
      form={form}
      act={view.settings === null ? 'Take this repository' : 'Save the settings'}
      busy={busy}
      onSubmit={(values) => onSubmit(repositoryOfDraft(values), seen)}
    >
      <Section title="Source">
        <NativeSelect
          label="Pitwall works with"
          data={[
            { value: 'clone', label: 'A clone of its own, made from an address' },
            { value: 'folder', label: 'A clone that I have on this machine' },
          ]}
          {...form.getInputProps('kind')}
        />
        {draft.kind === 'clone' ? (
          <TextInput
            label="Address"
            description="https, ssh, git or file. Your own keys and SSH agent are used; for https a token can be stored below."
            placeholder="git@example.com:team/product.git"
            classNames={mono}
            {...form.getInputProps('url')}
          />
        ) : (
          <TextInput
            label="Folder"
            description="Its branches are read, fetched and made; its files are never touched."
            placeholder="/home/me/product"
            classNames={mono}
            {...form.getInputProps('path')}
          />
        )}
        <FormGrid>
          <TextInput
            label="Base branch"
            description="Where changes go."
            classNames={mono}
            {...form.getInputProps('base')}
          />
          <NumberInput
            label="Fetch every (seconds)"
            description={Number.isFinite(every) && every > 0 ? spokenSeconds(every) : undefined}
            min={15}
            max={86_400}
            allowDecimal={false}
            {...form.getInputProps('fetchEverySeconds')}
          />
        </FormGrid>
        <RepositoryTest project={project} draft={draft} onBase={(base) => form.setFieldValue('base', base)} />
      </Section>
      <Section title="Branches" lead="A branch is named type/KEY-slug, as in feature/TR-12-search.">
        <FormGrid>
          <TextInput label="Type for features" classNames={mono} {...form.getInputProps('feature')} />
          <TextInput label="Type for bugs" classNames={mono} {...form.getInputProps('bug')} />
          <TextInput label="Type for debt" classNames={mono} {...form.getInputProps('debt')} />
        </FormGrid>
        <FormGrid>
          <NumberInput
            label="Stale after (days)"
            description="Without a commit."
            min={1}
            max={3650}
            allowDecimal={false}
            {...form.getInputProps('staleAfterDays')}
          />
          <NativeSelect
            label="A merge makes"
            data={[
              { value: 'merge', label: 'A merge commit' },
              { value: 'squash', label: 'One commit (squash)' },
              { value: 'fast-forward', label: 'No commit (fast-forward)' },
            ]}
            {...form.getInputProps('mergeMethod')}
          />
        </FormGrid>
        <Switch
          label="Items follow their branches: pushed means in progress, merged means done"
          {...form.getInputProps('followItems', { type: 'checkbox' })}
        />
        {draft.followItems && (
          <NativeSelect
            label="The item of a merged branch goes to"
            data={[
              { value: '', label: 'The first status that means done' },
              ...workflow
                .filter(({ category }) => category === 'doing' || category === 'done')
                .map(({ id, name }) => ({ value: id, label: name })),
            ]}
            {...form.getInputProps('mergedStatus')}
          />
        )}
      </Section>
      <Section
        title="Who acts here"
        lead={
          view.state.me === null
            ? 'Merges and approvals of this Pitwall need a name. Your git has none: give one here.'
            : `Merges and approvals of this Pitwall are by ${view.state.me.name} <${view.state.me.email}>.`
        }
      >
        <FormGrid>
          <TextInput label="Name" description="Empty: as your git has it." {...form.getInputProps('myName')} />
          <TextInput label="E-mail" {...form.getInputProps('myEmail')} />
        </FormGrid>
      </Section>
      <Section
        title="GitHub"
        lead="Pull requests beside the branches; their approvals, change requests and checks count in the gate of reviews. All works without it."
      >
        <Switch label="Read from GitHub" {...form.getInputProps('github', { type: 'checkbox' })} />
        {draft.github && (
          <>
            <TextInput
              label="Address of the API"
              description="Of a GitHub Enterprise server: https://…/api/v3"
              classNames={mono}
              {...form.getInputProps('apiUrl')}
            />
            <FormGrid>
              <TextInput label="Owner" classNames={mono} {...form.getInputProps('owner')} />
              <TextInput label="Repository" classNames={mono} {...form.getInputProps('repository')} />
            </FormGrid>
          </>
        )}
      </Section>
      {children}
    </LongForm>
  );
};
