import { ActionIcon, Button, NumberInput, SegmentedControl, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { knownScales } from '../../../../shared/backlog/defaultSettings.ts';
import { scaleInWords } from '../../../../shared/backlog/onScale.ts';
import { Section } from '../../../ui/Section.tsx';
import type { SectionProps } from './PlanningForm.tsx';
import type { PlanningDraft } from './planningDraft.ts';
import styles from './ScaleSection.module.css';

const names: Readonly<Record<PlanningDraft['scaleKind'], string>> = {
  fibonacci: 'Fibonacci',
  linear: 'Linear',
  't-shirt': 'T-shirt sizes',
  custom: 'Own steps',
};

/** The estimates that an item may have, and what they count. */
export const ScaleSection = ({ draft, set, errors }: SectionProps) => {
  const { scaleKind, steps } = draft;
  const choose = (kind: PlanningDraft['scaleKind']) =>
    // Own steps start from those of the scale before.
    set(
      kind === 'custom' && scaleKind !== 'custom'
        ? { scaleKind: kind, steps: knownScales[scaleKind].steps }
        : { scaleKind: kind },
    );
  const change = (at: number, step: Partial<PlanningDraft['steps'][number]>) =>
    set({ steps: steps.map((each, index) => (index === at ? { ...each, ...step } : each)) });
  return (
    <Section title="Estimates" lead="Estimates that items have already stay, also when they are not on the new scale.">
      <div className={styles.choices}>
        <SegmentedControl
          aria-label="Scale"
          value={scaleKind}
          onChange={(value) => choose(value as PlanningDraft['scaleKind'])}
          data={(Object.keys(names) as PlanningDraft['scaleKind'][]).map((kind) => ({
            value: kind,
            label: names[kind],
          }))}
        />
        <SegmentedControl
          aria-label="Unit"
          value={draft.unit}
          onChange={(value) => set({ unit: value as PlanningDraft['unit'] })}
          data={[
            { value: 'points', label: 'Points' },
            { value: 'hours', label: 'Hours' },
          ]}
        />
      </div>
      {scaleKind === 'custom' ? (
        <div className={styles.steps}>
          {steps.map((step, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place until it is saved
            <div key={at} className={styles.step}>
              <TextInput
                aria-label={`Name of step ${String(at + 1)}`}
                value={step.name}
                error={errors[`scale.steps.${String(at)}.name`]}
                onChange={(event) => change(at, { name: event.currentTarget.value })}
              />
              <NumberInput
                aria-label={`${draft.unit} of step ${String(at + 1)}`}
                min={0}
                value={step.points}
                error={errors[`scale.steps.${String(at)}.points`]}
                onChange={(points) => change(at, { points })}
              />
              <ActionIcon
                aria-label={`Remove step ${String(at + 1)}`}
                disabled={steps.length === 1}
                onClick={() => set({ steps: steps.filter((_, index) => index !== at) })}
              >
                <IconX size={15} aria-hidden />
              </ActionIcon>
            </div>
          ))}
          {errors['scale.steps'] !== undefined && (
            <p className={styles.wrong} role="alert">
              The steps: {errors['scale.steps']}
            </p>
          )}
          <div>
            <Button
              variant="default"
              leftSection={<IconPlus size={15} aria-hidden />}
              disabled={steps.length >= 30}
              onClick={() => set({ steps: [...steps, { name: '', points: '' }] })}
            >
              Add a step
            </Button>
          </div>
        </div>
      ) : (
        <p className={styles.words}>{scaleInWords(knownScales[scaleKind])}</p>
      )}
    </Section>
  );
};
