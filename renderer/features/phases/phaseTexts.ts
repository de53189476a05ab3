/** The phases that are not built yet: a name and one sentence on what will be there. */
export const phaseTexts = {
  wall: {
    title: 'Wall',
    sentence:
      'The wall will show all five phases at one glance: the live path, the running sprint, and what needs you now.',
  },
} as const;

export type PhaseName = keyof typeof phaseTexts;
