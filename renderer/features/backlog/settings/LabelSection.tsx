import { ActionIcon, Button, NativeSelect, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { LabelColor } from '../../../../shared/backlog/planningSettings.ts';
import { LabelChips } from '../../../ui/LabelChips.tsx';
import { labelColors } from '../../../ui/labelColors.ts';
import { Section } from '../../../ui/Section.tsx';
import styles from './LabelSection.module.css';
import type { SectionProps } from './PlanningForm.tsx';

/** Colours of labels; any other label may be used, too. */
export const LabelSection = ({ draft, set, errors }: SectionProps) => {
  const { labels } = draft;
  const change = (at: number, part: Partial<(typeof labels)[number]>) =>
    set({ labels: labels.map((each, index) => (index === at ? { ...each, ...part } : each)) });
  return (
    <Section title="Labels" lead="Labels with a colour of their own. Any other label may be used, too; it is grey.">
      <div className={styles.labels}>
        {labels.map(({ name, color }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a label is its place until it is saved
          <div key={at} className={styles.label}>
            <TextInput
              aria-label={`Name of label ${String(at + 1)}`}
              value={name}
              error={errors[`labels.${String(at)}.name`]}
              onChange={(event) => change(at, { name: event.currentTarget.value })}
            />
            <NativeSelect
              aria-label={`Colour of ${name === '' ? `label ${String(at + 1)}` : name}`}
              value={color}
              data={[...LabelColor.options]}
              onChange={(event) => change(at, { color: LabelColor.parse(event.currentTarget.value) })}
            />
            <span className={styles.chip}>
              {name.trim() !== '' && <LabelChips labels={[name]} colors={labelColors({ labels: [{ name, color }] })} />}
            </span>
            <ActionIcon
              aria-label={`Remove ${name === '' ? `label ${String(at + 1)}` : name}`}
              onClick={() => set({ labels: labels.filter((_, index) => index !== at) })}
            >
              <IconX size={15} aria-hidden />
            </ActionIcon>
          </div>
        ))}
      </div>
      <div>
        <Button
          variant="default"
          leftSection={<IconPlus size={15} aria-hidden />}
          disabled={labels.length >= 500}
          onClick={() => set({ labels: [...labels, { name: '', color: 'blue' }] })}
        >
          Add a label
        </Button>
      </div>
    </Section>
  );
};
