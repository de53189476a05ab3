import { fitsWildcards } from './fitsWildcards.ts';
import type { QaCategory, TestCase, TestCaseFields } from './testCase.ts';
import type { JunitCase } from './testReport.ts';

/** Cases for a plan made of a JUnit report: one for each test or for each class of tests. What a case of the plan answers already is left out.
 *
 * A name that holds a `*` of its own still fits itself. */
export const casesOfJunit = (
  report: readonly Pick<JunitCase, 'classname' | 'name'>[],
  plan: readonly Pick<TestCase, 'match'>[],
  {
    category,
    required,
    each,
  }: { readonly category: QaCategory; readonly required: boolean; readonly each: 'class' | 'test' },
): readonly TestCaseFields[] => {
  const made = new Map<string, TestCaseFields>();
  for (const { classname, name } of report) {
    const known = plan.some(
      ({ match }) => match !== null && fitsWildcards(match.classname, classname) && fitsWildcards(match.name, name),
    );
    const named = plain(name);
    const inClass = plain(classname);
    const byClass = each === 'class' && inClass !== '';
    if (known || (inClass === '' && named === '')) continue;
    const title = byClass ? inClass : [inClass, named].filter((part) => part !== '').join(' › ');
    if (made.has(title)) continue;
    made.set(title, {
      category,
      title: title.slice(0, 300),
      steps: '',
      required,
      match: { classname: inClass === '' ? '*' : inClass, name: byClass || named === '' ? '*' : named },
      owner: null,
    });
  }
  return [...made.values()];
};

/** As a pattern and a title may be: one line; what is not plain is any text. */
const plain = (text: string): string =>
  text
    .replace(/\p{Cc}+/gu, '*')
    .trim()
    .slice(0, 500);
