import { MemberId } from '../../../shared/ids.ts';
import { QaCategory, type TestCase, TestCaseFields } from '../../../shared/qa/testCase.ts';
import { type FieldErrors, schemaErrors } from '../../ui/schemaErrors.ts';

/** A case as the form holds it: only texts and ticks. */
export interface CaseDraft {
  readonly category: string;
  readonly title: string;
  readonly steps: string;
  readonly required: boolean;
  readonly classname: string;
  readonly name: string;
  readonly owner: string;
}

export const draftOfCase = (fields: TestCaseFields | TestCase): CaseDraft => ({
  category: fields.category,
  title: fields.title,
  steps: fields.steps,
  required: fields.required,
  classname: fields.match?.classname ?? '',
  name: fields.match?.name ?? '',
  owner: fields.owner ?? '',
});

/** Both patterns empty: by hand only. One alone stands beside any of the other. */
const matchOf = ({ classname, name }: CaseDraft) => {
  const [inClass, named] = [classname.trim(), name.trim()];
  if (inClass === '' && named === '') return null;
  return { classname: inClass === '' ? '*' : inClass, name: named === '' ? '*' : named };
};

const fieldsOf = (draft: CaseDraft) => ({
  category: draft.category,
  title: draft.title,
  steps: draft.steps,
  required: draft.required,
  match: matchOf(draft),
  owner: draft.owner === '' ? null : draft.owner,
});

export const caseErrors = (draft: CaseDraft): FieldErrors => {
  const errors = schemaErrors(TestCaseFields, fieldsOf(draft));
  return Object.fromEntries(Object.entries(errors).map(([path, message]) => [path.replace('match.', ''), message]));
};

/** The case of a draft without errors. */
export const caseOfDraft = (draft: CaseDraft): TestCaseFields =>
  TestCaseFields.parse({
    ...fieldsOf(draft),
    category: QaCategory.parse(draft.category),
    owner: draft.owner === '' ? null : MemberId.parse(draft.owner),
  });
