import { distinctPeople } from './coAuthorsOf.ts';
import { type Person, personKey } from './person.ts';

const SUBJECT_MAX = 120;
const LISTED = 50;

export interface MergedWork {
  readonly title: string;
  readonly branch: string;
  readonly itemKey: string | null;
  /** Oldest first. */
  readonly subjects: readonly string[];
  readonly authors: readonly Person[];
  /** Who merges, and is the commit's author by that. */
  readonly by: Person;
}

/** One line without control characters, which would end a message or a terminal. */
const line = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();

const subject = ({ title, itemKey }: MergedWork): string => {
  const plain = line(title).slice(0, SUBJECT_MAX) || 'Merge a change';
  return itemKey === null || plain.includes(itemKey) ? plain : `${plain} (${itemKey})`;
};

/** The message of a merge commit. */
export const mergeMessage = (work: MergedWork): string => `${subject(work)}\n\nMerge branch “${line(work.branch)}”.\n`;

/** The message of a squash: what its commits said, and everybody who wrote some of it as co-author, so that nobody's part is lost. */
export const squashMessage = (work: MergedWork): string => {
  const more = work.subjects.length - LISTED;
  const listed = work.subjects.length < 2 ? [] : work.subjects.slice(0, LISTED).map((each) => `* ${line(each)}`);
  const others = distinctPeople(work.authors).filter((person) => personKey(person) !== personKey(work.by));
  const trailers = others.map(
    ({ name, email }) => `Co-authored-by: ${line(name).replace(/[<>]/g, '')} <${line(email).replace(/[<>]/g, '')}>`,
  );
  return [
    subject(work),
    ...(listed.length > 0 ? ['', ...listed, ...(more > 0 ? [`* and ${more} more`] : [])] : []),
    ...(trailers.length > 0 ? ['', ...trailers] : []),
    '',
  ].join('\n');
};
