import { describeFailure } from '../backend/failure.ts';
import { definedError } from './definedError.ts';
import { ErrorView } from './ErrorView.tsx';

interface Props {
  /** What was not saved, e.g. "The case was not saved". */
  readonly title: string;
  readonly error: unknown;
}

/** Why a form was not saved: with what another window changed in between, or with what still uses that which was taken out. */
export const RefusedSave = ({ title, error }: Props) => {
  const lines = definedError(error, 'CONFLICT')?.changes ?? definedError(error, 'IN_USE')?.by ?? [];
  return (
    <ErrorView title={title} failure={describeFailure(error)}>
      {lines.length > 0 && (
        <ul>
          {lines.map((each) => (
            <li key={each}>
              <bdi>{each}</bdi>
            </li>
          ))}
        </ul>
      )}
    </ErrorView>
  );
};
