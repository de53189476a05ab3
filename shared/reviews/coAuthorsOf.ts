import { type Person, personKey } from './person.ts';

/** The co-authors that a commit's message names, one for each line `Co-authored-by: Name <address>`, wherever it stands: who is named so wrote some of
 * it, and must not approve it. */
export const coAuthorsOf = (message: string): readonly Person[] =>
  message.split('\n').flatMap((line) => {
    const found = /^\s{0,10}co-authored-by:\s{0,10}([^<>]{0,300})<([^<>\s]{1,300})>/i.exec(line);
    return found === null ? [] : [{ name: (found[1] ?? '').trim(), email: found[2] ?? '' }];
  });

/** Each person once, by their address; the first name stays. */
export const distinctPeople = (people: readonly Person[]): readonly Person[] => {
  const known = new Map<string, Person>();
  for (const person of people) if (!known.has(personKey(person))) known.set(personKey(person), person);
  return [...known.values()];
};
