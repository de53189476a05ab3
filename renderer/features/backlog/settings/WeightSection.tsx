import { NumberInput } from '@mantine/core';
import { ScoreWeights } from '../../../../shared/backlog/planningSettings.ts';
import { scoreFormula } from '../../../../shared/backlog/scoreFormula.ts';
import { FormGrid } from '../../../ui/FormGrid.tsx';
import { Section } from '../../../ui/Section.tsx';
import type { SectionProps } from './PlanningForm.tsx';
import styles from './WeightSection.module.css';

/** Two sample items: a small urgent one and a large valuable one. */
const samples = [
  { name: 'Small and urgent', value: 4, urgency: 9, effort: 2, estimate: null },
  { name: 'Large and valuable', value: 9, urgency: 4, effort: 8, estimate: null },
] as const;

/** How much value, urgency and effort count, with the formula and what it gives. */
export const WeightSection = ({ draft, set, errors }: SectionProps) => {
  const weights = ScoreWeights.safeParse(draft.weights).data;
  const field = (name: keyof typeof draft.weights) => ({
    value: draft.weights[name],
    error: errors[`weights.${name}`],
    onChange: (value: number | string) => set({ weights: { ...draft.weights, [name]: value } }),
  });
  return (
    <Section
      title="Score"
      lead="What a thing is worth for its size: the higher, the sooner. It proposes the order; a drag decides it."
    >
      <FormGrid>
        <NumberInput label="Weight of value" min={0} max={100} step={0.5} {...field('value')} />
        <NumberInput label="Weight of urgency" min={0} max={100} step={0.5} {...field('urgency')} />
        <NumberInput
          label="Power of effort"
          description="1 divides by it, 0 leaves it out"
          min={0}
          max={3}
          step={0.5}
          {...field('effort')}
        />
      </FormGrid>
      {weights !== undefined && (
        <div className={styles.formula} aria-live="polite">
          <p>
            Score = ({weights.value} × value + {weights.urgency} × urgency)
            {weights.effort > 0 && (
              <>
                {' '}
                ÷ effort
                {weights.effort !== 1 && <sup>{weights.effort}</sup>}
              </>
            )}
          </p>
          {samples.map(({ name, ...sample }) => (
            <p key={name} className={styles.sample}>
              {name}: {scoreFormula(sample, weights)}
            </p>
          ))}
        </div>
      )}
    </Section>
  );
};
