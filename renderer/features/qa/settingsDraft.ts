import { EnvironmentId } from '../../../shared/ids.ts';
import { QaSettings } from '../../../shared/qa/qaSettings.ts';
import { type FieldErrors, schemaErrors } from '../../ui/schemaErrors.ts';

/** The settings as the form holds them: only texts and numbers. */
export interface SettingsDraft {
  readonly command: string;
  /** `checkout`, or an environment's id. */
  readonly place: string;
  readonly folder: string;
  readonly timeLimitSeconds: number | string;
  /** One path a line. */
  readonly junit: string;
  readonly coverage: string;
  readonly gate: string;
  readonly untracked: string;
}

export const draftOfSettings = ({ command, policy }: QaSettings): SettingsDraft => ({
  command: command?.command ?? '',
  place: command?.place.kind === 'environment' ? command.place.environment : 'checkout',
  folder: command?.place.kind === 'environment' ? command.place.folder : '',
  timeLimitSeconds: command?.timeLimitSeconds ?? 1800,
  junit: (command?.junit ?? []).join('\n'),
  coverage: (command?.coverage ?? []).join('\n'),
  ...policy,
});

const lines = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** An empty command is none. */
const wanted = (draft: SettingsDraft) => ({
  command:
    draft.command.trim() === ''
      ? null
      : {
          command: draft.command,
          place:
            draft.place === 'checkout'
              ? { kind: 'checkout' }
              : { kind: 'environment', environment: EnvironmentId.safeParse(draft.place).data, folder: draft.folder },
          timeLimitSeconds: draft.timeLimitSeconds,
          junit: lines(draft.junit),
          coverage: lines(draft.coverage),
        },
  policy: { gate: draft.gate, untracked: draft.untracked },
});

/** By the field of the form. */
export const settingsErrors = (draft: SettingsDraft): FieldErrors =>
  Object.fromEntries(
    Object.entries(schemaErrors(QaSettings, wanted(draft))).map(([path, message]) => {
      const [, field = '', inner] = path.split('.');
      return [field === 'place' ? (inner === 'folder' ? 'folder' : 'place') : field, message];
    }),
  );

/** The settings of a draft without errors. */
export const settingsOfDraft = (draft: SettingsDraft): QaSettings => QaSettings.parse(wanted(draft));
