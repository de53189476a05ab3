import { describe, expect, it } from 'vitest';
import { defaultQaSettings } from '../../../shared/qa/qaSettings.ts';
import { draftOfSettings, settingsErrors, settingsOfDraft } from './settingsDraft.ts';

const blank = draftOfSettings(defaultQaSettings);
const onServer = {
  ...blank,
  command: 'make test',
  place: '00000000-0000-4000-8000-000000000001',
  folder: '/srv/app',
  junit: ' reports/**/*.xml \n\nmore.xml',
};

describe('the draft of the QA settings', () => {
  it('T8 becomes the settings that it shows, with a path a line', () => {
    expect(settingsOfDraft(blank)).toEqual(defaultQaSettings);
    const made = settingsOfDraft(onServer);
    expect(made.command).toMatchObject({
      place: { kind: 'environment', folder: '/srv/app' },
      junit: ['reports/**/*.xml', 'more.xml'],
      coverage: [],
      timeLimitSeconds: 1800,
    });
    expect(settingsOfDraft(draftOfSettings(made))).toEqual(made);
  });

  it('T8 says what is wrong at its field', () => {
    expect(
      Object.keys(settingsErrors({ ...onServer, folder: 'srv', junit: '/etc/passwd', coverage: 'a/../../b' })),
    ).toEqual(['folder', 'junit', 'coverage']);
    expect(Object.keys(settingsErrors({ ...onServer, place: 'gone', timeLimitSeconds: '' }))).toEqual([
      'place',
      'timeLimitSeconds',
    ]);
    expect(settingsErrors({ ...blank, folder: 'nonsense', junit: '/x' })).toEqual({});
  });
});
