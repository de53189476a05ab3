import type { Requirement } from './requirement.ts';

/** What a project that reads GitHub asks beside its own requirements. */
export const githubRequirement: Requirement = {
  id: 'github-checks',
  title: 'Checks on GitHub',
  applicableIf: { kind: 'always' },
  satisfiedIf: { kind: 'github-checks' },
  overrideIf: { kind: 'always' },
};

/** The requirements of a gate: with the checks on GitHub when the project reads them, unless a requirement of its own is about them already. */
export const withGithub = (requirements: readonly Requirement[], readsGithub: boolean): readonly Requirement[] => {
  const isAsked = requirements.some(
    (each) => each.id === githubRequirement.id || JSON.stringify(each).includes('"kind":"github-checks"'),
  );
  return readsGithub && !isAsked ? [...requirements, githubRequirement] : requirements;
};
