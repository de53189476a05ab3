import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;

const tooSmall = (issue: Extract<Issue, { code: 'too_small' }>): string => {
  if (issue.origin === 'string') return issue.minimum === 1 ? 'Fill this in.' : `At least ${issue.minimum} characters.`;
  return issue.origin === 'array' ? `At least ${issue.minimum} of them.` : `At least ${issue.minimum}.`;
};

const tooBig = (issue: Extract<Issue, { code: 'too_big' }>): string => {
  if (issue.origin === 'string') return `At most ${issue.maximum} characters.`;
  return issue.origin === 'array' ? `At most ${issue.maximum} of them.` : `At most ${issue.maximum}.`;
};

/** What is wrong with a field, in plain words, from what the schema says. The schemas' own messages ("must be …") become sentences. */
export const fieldMessage = (issue: Issue): string => {
  switch (issue.code) {
    case 'too_small':
      return tooSmall(issue);
    case 'too_big':
      return tooBig(issue);
    case 'invalid_type':
      return issue.expected === 'int' ? 'Must be a whole number.' : `Must be a ${issue.expected}.`;
    case 'invalid_format':
      return issue.format === 'url' ? 'Must be an address like https://example.com/health.' : sentence(issue.message);
    case 'invalid_value':
      return `Must be one of ${issue.values.join(', ')}.`;
    default:
      return sentence(issue.message);
  }
};
