import type { Person } from '../../../shared/reviews/person.ts';
import { nameOfPerson } from './reviewWords.ts';

/** Names that are written out; the rest is a number. */
const NAMED = 3;

/** Who wrote a change; the addresses on hover. */
export const AuthorNames = ({ authors }: { readonly authors: readonly Person[] }) => (
  <span title={authors.map(({ name, email }) => `${name} <${email}>`).join('\n')}>
    by{' '}
    {authors.slice(0, NAMED).map((author, index) => (
      <span key={author.email}>
        {index > 0 && ', '}
        <bdi>{nameOfPerson(author)}</bdi>
      </span>
    ))}
    {authors.length > NAMED && ` and ${authors.length - NAMED} more`}
  </span>
);
