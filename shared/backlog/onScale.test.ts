import { describe, expect, it } from 'vitest';
import { defaultSettings, knownScales } from './defaultSettings.ts';
import { itemKinds } from './item.ts';
import { onScale, scaleInWords } from './onScale.ts';
import { EstimateScale, PlanningSettings } from './planningSettings.ts';
import { statusIn } from './statusIn.ts';

describe('an estimate', () => {
  it('P3 must be one of the scale’s; none at all is always allowed', () => {
    expect([0, 1, 4, 13, null].map((estimate) => onScale(estimate, knownScales.fibonacci))).toEqual([
      true,
      true,
      false,
      true,
      true,
    ]);
    expect(onScale(4, knownScales.linear)).toBe(true);
    expect(onScale(4, knownScales['t-shirt'])).toBe(false);
  });

  it('P3 has its scale told in words, shirt sizes with what they count', () => {
    expect(scaleInWords(knownScales.fibonacci)).toBe('0, 1, 2, 3, 5, 8, 13, 21');
    expect(scaleInWords(knownScales['t-shirt'])).toBe('XS (1), S (2), M (3), L (5), XL (8)');
  });

  it.each(Object.entries(knownScales))('P3 the scale %s fits its schema', (_name, scale) => {
    expect(EstimateScale.parse(scale)).toEqual(scale);
  });
});

describe('the settings of a new project', () => {
  it('P2 fit their schema and have a template of its own for each kind', () => {
    const settings = defaultSettings('Europe/Paris');
    expect(PlanningSettings.parse(settings)).toEqual(settings);
    const templates = itemKinds.map((kind) => settings.templates[kind].description);
    expect(new Set(templates).size).toBe(itemKinds.length);
    expect(statusIn(settings.workflow, settings.firstStatus)?.category).toBe('todo');
  });
});
