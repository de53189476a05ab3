import { Checkbox, NativeSelect } from '@mantine/core';
import type { ItemFilter } from '../../../../shared/backlog/itemFilter.ts';
import type { EstimateScale } from '../../../../shared/backlog/planningSettings.ts';
import styles from './EstimateRange.module.css';
import { isOnlyUnestimated, onlyUnestimated } from './filterInWords.ts';

type Range = NonNullable<ItemFilter['estimate']>;

interface Props {
  readonly value: Range;
  readonly scale: EstimateScale;
  readonly onChange: (range: Range) => void;
}

const read = (text: string): number | null => (text === '' ? null : Number(text));

/** Estimates from one step of the scale to another, with or without what is not estimated. */
export const EstimateRange = ({ value, scale, onChange }: Props) => {
  const steps = scale.steps.map(({ name, points }) => ({ value: String(points), label: name }));
  const only = isOnlyUnestimated(value);
  const shown = only ? { min: null, max: null, none: true } : value;
  return (
    <div className={styles.range}>
      <Checkbox
        label="Only what is not estimated"
        checked={only}
        onChange={(event) =>
          onChange(event.currentTarget.checked ? onlyUnestimated : { min: null, max: null, none: false })
        }
      />
      <NativeSelect
        label="From"
        disabled={only}
        value={String(shown.min ?? '')}
        data={[{ value: '', label: 'any' }, ...steps]}
        onChange={(event) => onChange({ ...shown, min: read(event.currentTarget.value) })}
      />
      <NativeSelect
        label="To"
        disabled={only}
        value={String(shown.max ?? '')}
        data={[{ value: '', label: 'any' }, ...steps]}
        onChange={(event) => onChange({ ...shown, max: read(event.currentTarget.value) })}
      />
      <Checkbox
        label="Also what is not estimated"
        disabled={only}
        checked={shown.none}
        onChange={(event) => onChange({ ...shown, none: event.currentTarget.checked })}
      />
    </div>
  );
};
