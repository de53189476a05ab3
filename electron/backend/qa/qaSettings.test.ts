import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EnvironmentId } from '../../../shared/ids.ts';
import { defaultQaSettings, type QaSettings } from '../../../shared/qa/qaSettings.ts';
import { failureOf, project, type QaBed, qaBed, revision } from './testing/qaBed.ts';

let bed: QaBed;
beforeEach(() => {
  bed = qaBed();
});
afterEach(() => bed.close());

const command: NonNullable<QaSettings['command']> = {
  command: 'make test',
  place: { kind: 'checkout' },
  timeLimitSeconds: 60,
  junit: [],
  coverage: [],
};
const save = (settings: QaSettings, seen: number) => bed.client.saveSettings({ project, seen, settings });

describe('the QA settings of a project', () => {
  it('T2 gate production by default once there is a repository, and never the practice range', () => {
    expect(bed.qa.policyOf(project)).toEqual({ gated: false, untracked: 'warn' });
    Object.assign(bed.deps, { hasRepository: () => true });
    expect(bed.qa.policyOf(project).gated).toBe(true);
    Object.assign(bed.deps, { isPractice: () => true });
    expect(bed.qa.policyOf(project).gated).toBe(false);
  });

  it('T2 gate production as they say, and tell it', async () => {
    await save({ command: null, policy: { gate: 'on', untracked: 'stop' } }, 0);
    expect(bed.qa.policyOf(project)).toEqual({ gated: true, untracked: 'stop' });
    expect(await bed.client.settings({ project })).toMatchObject({ gated: true, version: 1 });
    Object.assign(bed.deps, { hasRepository: () => true });
    await save({ command: null, policy: { gate: 'off', untracked: 'stop' } }, 1);
    expect(bed.qa.policyOf(project).gated).toBe(false);
    expect(bed.ledger()[0]).toBe('Change the QA settings: deploy gate was "on"');
  });

  it('T8 name what another window changed in between', async () => {
    await save({ ...defaultQaSettings, command }, 0);
    const late = await failureOf(save({ ...defaultQaSettings, command: { ...command, command: 'make check' } }, 0));
    expect(late).toMatchObject({ code: 'CONFLICT', data: { changes: ['test command was "make test"'] } });
    expect((await bed.client.settings({ project })).settings.command?.command).toBe('make test');
  });

  it('T8 refuse tests where they cannot run, and say where they can', async () => {
    const start = () => bed.client.startTests({ project, revision, run: null });
    expect(await failureOf(start())).toMatchObject({
      code: 'REFUSED',
      message: expect.stringContaining('no test command'),
    });
    await save({ ...defaultQaSettings, command }, 0);
    expect(await failureOf(start())).toMatchObject({
      code: 'REFUSED',
      message: expect.stringContaining('no repository'),
    });
    const environment = EnvironmentId.parse('00000000-0000-4000-8000-0000000000c1');
    const place = { kind: 'environment' as const, environment, folder: '/srv/app' };
    expect(await failureOf(save({ ...defaultQaSettings, command: { ...command, place } }, 1))).toMatchObject({
      code: 'REFUSED',
      message: expect.stringContaining('not in this project'),
    });
  });
});
