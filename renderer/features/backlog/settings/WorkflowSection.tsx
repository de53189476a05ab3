import { Button, NativeSelect } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Section } from '../../../ui/Section.tsx';
import { newStatusId } from './newStatusId.ts';
import type { SectionProps } from './PlanningForm.tsx';
import type { StatusDraft } from './planningDraft.ts';
import { StatusEditor } from './StatusEditor.tsx';
import styles from './WorkflowSection.module.css';

/** The statuses in the order of the work, which are the board's columns. */
export const WorkflowSection = ({ draft, set, errors }: SectionProps) => {
  const { workflow } = draft;
  const change = (at: number, status: Partial<StatusDraft>) =>
    set({ workflow: workflow.map((each, index) => (index === at ? { ...each, ...status } : each)) });
  const shift = (at: number, by: 1 | -1) => {
    const next = [...workflow];
    const [moved] = next.splice(at, 1);
    if (moved !== undefined) next.splice(at + by, 0, moved);
    set({ workflow: next });
  };
  const add = () => {
    const id = newStatusId(
      'status',
      workflow.map((each) => each.id),
    );
    const before = workflow.findIndex(({ category }) => category === 'done');
    const at = before === -1 ? workflow.length : before;
    set({ workflow: workflow.toSpliced(at, 0, { id, name: '', category: 'doing', wipLimit: '', needs: [] }) });
  };
  const first = workflow.some(({ id }) => id === draft.firstStatus);
  return (
    <Section
      title="Workflow"
      lead="The columns of the board, from left to right. Only a status of the category Done counts as done. A status that items are in cannot go."
    >
      <div className={styles.statuses}>
        {workflow.map((status, at) => (
          <StatusEditor
            key={status.id}
            status={status}
            at={at}
            count={workflow.length}
            errors={errors}
            onChange={(next) => change(at, next)}
            onShift={(by) => shift(at, by)}
            onRemove={() => set({ workflow: workflow.filter((_, index) => index !== at) })}
          />
        ))}
      </div>
      {errors.workflow !== undefined && (
        <p className={styles.wrong} role="alert">
          The workflow: {errors.workflow}
        </p>
      )}
      <div className={styles.foot}>
        <Button
          variant="default"
          leftSection={<IconPlus size={15} aria-hidden />}
          disabled={workflow.length >= 20}
          onClick={add}
        >
          Add a status
        </Button>
        <NativeSelect
          label="New items start in"
          value={draft.firstStatus}
          error={first ? null : 'Choose one that is there.'}
          data={[
            ...(first ? [] : [{ value: draft.firstStatus, label: 'one that is gone' }]),
            ...workflow.map(({ id, name }) => ({ value: id, label: name === '' ? 'without a name' : name })),
          ]}
          onChange={(event) => set({ firstStatus: event.currentTarget.value })}
        />
      </div>
    </Section>
  );
};
