import { DESCRIPTION_MAX, TITLE_MAX } from '../../backlog/item.ts';
import { plainText } from '../../plainText.ts';
import { type RowScope, wrong } from './rowScope.ts';

const Title = plainText(TITLE_MAX);
const REASON_MAX = 2000;

/** Title, description and reason. Nothing is shortened: what is too long fails. */
export const readTexts = (scope: RowScope): void => {
  const { columns, cells, fields } = scope;
  const text = columns.first(cells, 'title');
  const title = Title.safeParse(text);
  if (title.success) fields.title = title.data;
  else wrong(scope, columns.columnOf('title'), titleProblem(text.trim()));
  if (columns.has('description')) {
    const description = columns.exact(cells, 'description');
    const problem = longTextProblem('description', description, DESCRIPTION_MAX);
    if (problem === null) fields.description = description;
    else wrong(scope, columns.columnOf('description'), problem);
  }
  if (columns.has('statusReason')) {
    const reason = columns.first(cells, 'statusReason').trim();
    const problem = longTextProblem('reason', reason, REASON_MAX);
    if (problem === null) fields.statusReason = reason;
    else wrong(scope, columns.columnOf('statusReason'), problem);
  }
};

const titleProblem = (title: string): string => {
  if (title === '') return 'The row has no title.';
  return title.length > TITLE_MAX
    ? `The title has ${title.length} characters; ${TITLE_MAX} are allowed.`
    : 'The title holds a control character, such as a line break or a tab.';
};

const longTextProblem = (what: string, text: string, max: number): string | null => {
  if (text.length > max) return `The ${what} has ${text.length} characters; ${max} are allowed.`;
  return text.includes('\0') ? `The ${what} holds a NUL character.` : null;
};
