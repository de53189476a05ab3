import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EnvironmentId, ProjectId, RunId } from '../../../shared/ids.ts';
import { projectBed, sampleEnvironment } from './testing/projectBed.ts';

let bed: ReturnType<typeof projectBed>;
beforeEach(() => {
  bed = projectBed();
});
afterEach(() => bed.remove());

const sample = { name: 'Sample', key: 'SA', description: 'A service.' };
const run = RunId.parse('01ARZ3NDEKTSV4RRFFQ69G5FAV');
const nobody = '0b6fd6c2-5b4a-4f0e-9d0f-000000000001';

const withStages = async () => {
  const project = await bed.client.create(sample);
  const staging = await bed.client.createEnvironment({ project: project.id, settings: sampleEnvironment('staging') });
  const production = await bed.client.createEnvironment({
    project: project.id,
    settings: sampleEnvironment('production'),
  });
  bed.published.length = 0;
  return { project: project.id, staging, production };
};

describe('a project', () => {
  it('is made, changed and listed with its environments in order; every act is in the ledger and told', async () => {
    const { project, staging, production } = await withStages();
    await bed.client.update({ project, settings: { ...sample, name: 'Sampler', description: '' } });
    expect(bed.published).toEqual([`project ${project}`, 'ledger null']);
    expect(await bed.client.list()).toEqual([
      {
        id: project,
        name: 'Sampler',
        key: 'SA',
        description: '',
        practice: false,
        createdAt: bed.clock.now(),
        environments: [staging, production],
      },
    ]);
    expect(bed.ledger()).toEqual([
      'project.update: Change project Sampler: name, description',
      'environment.create: Create environment production',
      'environment.create: Create environment staging',
      'project.create: Create project Sample',
    ]);
    expect(bed.inverses()[0]).toEqual({ verb: 'project.update', project, settings: sample });
    expect(bed.inverses()[3]).toEqual({ verb: 'project.delete', project });
  });

  it('that is saved unchanged leaves no trace', async () => {
    const { project, staging } = await withStages();
    const { id: _id, projectId: _project, position: _position, ...settings } = staging;
    await bed.client.update({ project, settings: sample });
    await bed.client.updateEnvironment({ environment: staging.id, settings });
    await bed.client.orderEnvironments({
      project,
      order: (await bed.client.list())[0]?.environments.map(({ id }) => id) ?? [],
    });
    expect([bed.ledger().length, bed.published, bed.events]).toEqual([3, [], []]);
  });

  it.each([
    ['its name', { ...sample, key: 'XX' }, /There is a project named Sample already/, 'Sample'],
    ['its name in other case', { ...sample, name: 'SAMPLE', key: 'XX' }, /named Sample already/, 'Sample'],
    ['its key', { ...sample, name: 'Other' }, /The key SA belongs to project Sample/, 'SA'],
  ])('keeps %s for itself', async (_what, settings, message, name) => {
    await bed.client.create(sample);
    await expect(bed.client.create(settings)).rejects.toMatchObject({
      code: 'NAME_TAKEN',
      message: expect.stringMatching(message),
      data: { name },
    });
    const other = await bed.client.create({ name: 'Another', key: 'AN', description: '' });
    await expect(bed.client.update({ project: other.id, settings })).rejects.toMatchObject({ code: 'NAME_TAKEN' });
    expect(bed.ledger()).toHaveLength(2);
  });

  it('may be changed in the case of its own name', async () => {
    const { id } = await bed.client.create(sample);
    expect((await bed.client.update({ project: id, settings: { ...sample, name: 'SAMPLE' } })).name).toBe('SAMPLE');
  });

  it('that is gone is said to be gone', async () => {
    const project = ProjectId.parse(nobody);
    const environment = EnvironmentId.parse(nobody);
    const settings = sampleEnvironment('x');
    const calls = [
      bed.client.update({ project, settings: sample }),
      bed.client.dependents({ project }),
      bed.client.delete({ project, confirm: '' }),
      bed.client.createEnvironment({ project, settings }),
      bed.client.updateEnvironment({ environment, settings }),
      bed.client.deleteEnvironment({ environment, confirm: '' }),
      bed.client.environmentDependents({ environment }),
      bed.client.orderEnvironments({ project, order: [] }),
      bed.client.exportFile({ project }),
    ];
    for (const call of calls) await expect(call).rejects.toMatchObject({ code: 'GONE', data: { id: nobody } });
  });
});

describe('an environment', () => {
  it('is changed; the ledger names the fields, and its connection ends only when the way to it changed', async () => {
    const { staging } = await withStages();
    const settings = { ...sampleEnvironment('staging'), branch: 'release' };
    await bed.client.updateEnvironment({ environment: staging.id, settings });
    expect(bed.events).toEqual([]);
    await bed.client.updateEnvironment({
      environment: staging.id,
      settings: { ...settings, ssh: { ...settings.ssh, port: 2222 } },
    });
    expect(bed.events).toEqual([`connection of ${staging.id} changed`]);
    expect(bed.ledger().slice(0, 2)).toEqual([
      'environment.update: Change environment staging: ssh.port',
      'environment.update: Change environment staging: branch',
    ]);
    expect(bed.inverses()[1]).toEqual({
      verb: 'environment.update',
      environment: staging.id,
      settings: sampleEnvironment('staging'),
    });
  });

  it('keeps its name for itself within the project', async () => {
    const { project, staging } = await withStages();
    const taken = { code: 'NAME_TAKEN', data: { name: 'production' } };
    await expect(
      bed.client.createEnvironment({ project, settings: sampleEnvironment('Production') }),
    ).rejects.toMatchObject(taken);
    await expect(
      bed.client.updateEnvironment({ environment: staging.id, settings: sampleEnvironment('PRODUCTION') }),
    ).rejects.toMatchObject(taken);
    const other = await bed.client.create({ name: 'Other', key: 'OT', description: '' });
    await bed.client.createEnvironment({ project: other.id, settings: sampleEnvironment('production') });
  });

  it('with a run going on keeps its machine and account, while the way there may be mended', async () => {
    const { staging } = await withStages();
    bed.running.set(staging.id, run);
    const settings = sampleEnvironment('staging');
    for (const ssh of [
      { ...settings.ssh, host: 'other.example' },
      { ...settings.ssh, user: 'root' },
    ])
      await expect(
        bed.client.updateEnvironment({ environment: staging.id, settings: { ...settings, ssh } }),
      ).rejects.toMatchObject({
        code: 'IN_USE',
        message: expect.stringMatching(/^A run is going on in staging: ssh\.(host|user) cannot change meanwhile\.$/),
        data: { by: ['the run in staging'] },
      });
    const ssh = { ...settings.ssh, port: 2222, auth: { kind: 'key' as const, path: '~/.ssh/other' } };
    const changed = await bed.client.updateEnvironment({
      environment: staging.id,
      settings: { ...settings, ssh, unit: 'renamed' },
    });
    expect([changed.ssh, changed.unit]).toEqual([ssh, 'renamed']);
  });

  it('has its place in the order of deployment', async () => {
    const { project, staging, production } = await withStages();
    const ordered = await bed.client.orderEnvironments({ project, order: [production.id, staging.id] });
    expect(ordered.environments.map(({ name, position }) => [name, position])).toEqual([
      ['production', 0],
      ['staging', 1],
    ]);
    expect(bed.inverses()[0]).toEqual({ verb: 'project.order', project, order: [staging.id, production.id] });
    const next = await bed.client.createEnvironment({ project, settings: sampleEnvironment('next') });
    expect(next.position).toBe(2);
    for (const order of [
      [],
      [staging.id, production.id],
      [staging.id, staging.id, next.id],
      [staging.id, production.id, EnvironmentId.parse(nobody)],
    ])
      await expect(bed.client.orderEnvironments({ project, order })).rejects.toMatchObject({ code: 'REFUSED' });
  });
});

describe('deleting', () => {
  it('wants the name typed', async () => {
    const { project, staging } = await withStages();
    for (const confirm of ['', 'sample', 'Sample!', 'staging'])
      await expect(bed.client.delete({ project, confirm })).rejects.toMatchObject({
        code: 'REFUSED',
        data: { act: 'Type Sample to delete it.' },
      });
    await expect(bed.client.deleteEnvironment({ environment: staging.id, confirm: 'Staging' })).rejects.toMatchObject({
      code: 'REFUSED',
    });
    expect((await bed.client.list())[0]?.environments).toHaveLength(2);
    expect(bed.events).toEqual([]);
  });

  it('is refused while a run goes on, by its environment’s name', async () => {
    const { project, production } = await withStages();
    bed.running.set(production.id, run);
    const refused = { code: 'IN_USE', data: { by: ['the run in production'] } };
    await expect(bed.client.delete({ project, confirm: 'Sample' })).rejects.toMatchObject(refused);
    await expect(
      bed.client.deleteEnvironment({ environment: production.id, confirm: 'production' }),
    ).rejects.toMatchObject(refused);
    expect(bed.events).toEqual([]);
  });

  it('names what goes with it, then takes rows, files and secrets along, and leaves pinned keys', async () => {
    const { project, staging, production } = await withStages();
    bed.db.prepare(`INSERT INTO host_key VALUES ('stage.example', 22, 'ssh-ed25519', x'00', 1)`).run();
    bed.runs.set(staging.id, 13);
    bed.runs.set(production.id, 1);
    bed.secrets.set(production.id, 1);
    expect(await bed.client.dependents({ project })).toEqual([
      '2 environments: staging, production',
      '14 runs with their logs',
      '1 saved secret (passphrases and passwords)',
    ]);
    expect(await bed.client.environmentDependents({ environment: staging.id })).toEqual(['13 runs with their logs']);
    expect(await bed.client.environmentDependents({ environment: production.id })).toEqual([
      '1 run with its log',
      '1 saved secret (passphrases and passwords)',
    ]);

    await bed.client.deleteEnvironment({ environment: staging.id, confirm: ' staging ' });
    expect(bed.events).toEqual([
      `files of ${staging.id} cleared`,
      `secrets of ${staging.id} forgotten`,
      `connection of ${staging.id} changed`,
    ]);
    await bed.client.delete({ project, confirm: 'Sample' });
    expect(await bed.client.list()).toEqual([]);
    expect(bed.db.prepare('SELECT count(*) FROM environment').pluck().get()).toBe(0);
    expect(bed.db.prepare('SELECT count(*) FROM host_key').pluck().get()).toBe(1);
    expect(bed.ledger().slice(0, 2)).toEqual([
      'project.delete: Delete project Sample',
      'environment.delete: Delete environment staging',
    ]);
    expect(bed.inverses()[0]).toMatchObject({
      verb: 'project.create',
      project: { name: 'Sample', environments: [{ name: 'production' }] },
    });
    expect(bed.published).toContain(`project ${project}`);
  });

  it('has happened even when the clean-up after it fails; the log says so', async () => {
    const { staging } = await withStages();
    bed.deps.secrets.forget = () => {
      throw new Error('the keychain is locked');
    };
    await bed.client.deleteEnvironment({ environment: staging.id, confirm: 'staging' });
    expect(bed.events).toContain(`connection of ${staging.id} changed`);
    expect(bed.log.entries.join()).toContain('cleaning up after a deletion failed');
  });
});

describe('a project file', () => {
  it('is looked at without a trace, then imported whole', async () => {
    const [preset] = await bed.client.presets();
    expect(preset).toMatchObject({
      id: 'tuberaker',
      name: 'TubeRaker',
      description: expect.stringContaining('FastAPI'),
    });
    const text = preset?.text ?? '';
    const dry = await bed.client.importFile({ text, dryRun: true });
    expect(dry.created).toBeNull();
    expect(dry.project.environments.map(({ name }) => name)).toEqual(['staging', 'production']);
    expect([await bed.client.list(), bed.ledger(), bed.published]).toEqual([[], [], []]);

    const { created } = await bed.client.importFile({ text, dryRun: false });
    const [project] = await bed.client.list();
    expect(project).toMatchObject({ id: created, name: 'TubeRaker', practice: false });
    expect(project?.environments).toMatchObject(
      dry.project.environments.map(({ monitor: _, ...settings }) => settings),
    );
    const watched = project?.environments.map(({ id }) => bed.deps.watching.of(id));
    expect(watched).toEqual(dry.project.environments.map(({ monitor }) => monitor));
    expect(watched).toMatchObject([null, { expectAddresses: ['3.234.160.64'], enabled: false }]);
    expect(bed.ledger()).toEqual(['project.create: Create project TubeRaker with staging, production']);
  });

  it('M3 with one wrong rule is imported not at all; the rule is named by its place', async () => {
    const [preset] = await bed.client.presets();
    const text = (preset?.text ?? '').replace('kind: hop, hop: nginx', 'kind: hop, hop: proxy');
    await expect(bed.client.importFile({ text, dryRun: false })).rejects.toMatchObject({
      code: 'FILE_INVALID',
      data: {
        problems: [
          {
            field: 'environments[1].monitor.rules[3].condition.hop',
            message: 'Must be one of dns, edge, server, nginx, app.',
          },
        ],
      },
    });
    expect([await bed.client.list(), bed.ledger(), bed.published]).toEqual([[], [], []]);
  });

  it('that was exported is the same when it is imported and exported again', async () => {
    const { project } = await withStages();
    const first = await bed.client.exportFile({ project });
    expect(first.fileName).toBe('sample.pitwall.yaml');
    await bed.client.delete({ project, confirm: 'Sample' });
    const { created } = await bed.client.importFile({ text: first.text, dryRun: false });
    expect(await bed.client.exportFile({ project: created ?? project })).toEqual(first);
  });

  it('of a project that is here already is refused, also when it is only looked at', async () => {
    const { project } = await withStages();
    const { text } = await bed.client.exportFile({ project });
    for (const dryRun of [true, false])
      await expect(bed.client.importFile({ text, dryRun })).rejects.toMatchObject({
        code: 'NAME_TAKEN',
        data: { name: 'Sample' },
      });
  });

  it('that does not fit is refused with every place', async () => {
    await expect(
      bed.client.importFile({ text: 'pitwall: 1\nproject:\n  nmae: x\n  key: X\n', dryRun: false }),
    ).rejects.toMatchObject({
      code: 'FILE_INVALID',
      data: { problems: [{ line: 3, column: 3, field: 'project.nmae' }] },
    });
    expect(await bed.client.list()).toEqual([]);
  });
});

it('changes the state and the ledger together or not at all', async () => {
  const { staging } = await withStages();
  bed.db.exec(`CREATE TRIGGER no_more BEFORE INSERT ON ledger BEGIN SELECT RAISE (ABORT, 'no more'); END`);
  const settings = { ...sampleEnvironment('staging'), branch: 'other' };
  await expect(bed.client.updateEnvironment({ environment: staging.id, settings })).rejects.toThrow();
  await expect(bed.client.create({ name: 'New', key: 'NE', description: '' })).rejects.toThrow();
  await expect(bed.client.deleteEnvironment({ environment: staging.id, confirm: 'staging' })).rejects.toThrow();
  const [project] = await bed.client.list();
  expect(project?.environments[0]?.branch).toBe('main');
  expect([(await bed.client.list()).length, bed.published, bed.events]).toEqual([1, [], []]);
});
