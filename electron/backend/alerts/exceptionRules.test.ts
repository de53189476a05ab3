import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ExceptionReading } from '../../../shared/alerts/exceptionReading.ts';
import type { StatusId } from '../../../shared/backlog/workflow.ts';
import { createExceptionCommands } from '../journal/exceptionCommands.ts';
import { createExceptionCounter, type ExceptionCounter } from '../journal/exceptionCounter.ts';
import { listExceptions } from '../journal/exceptionTable.ts';
import { findJournalCursor } from '../journal/journalCursorTable.ts';
import { alertBed, production, project, window } from './testing/alertBed.ts';

let bed: ReturnType<typeof alertBed>;
let counter: ExceptionCounter;
let entries = 0;
beforeEach(() => {
  bed = alertBed();
  counter = newCounter();
  entries = 0;
});
afterEach(() => {
  bed.service.dispose();
  bed.remove();
});

const newCounter = () =>
  createExceptionCounter({
    ...bed,
    clock: bed.clock,
    environment: production,
    unit: 'shop.service',
    appPath: () => '/srv/app',
    onCounted: () => {},
    onExceptions: (id, readings) => bed.service.onExceptions(id, readings),
    onMeanwhile: (id, sentence) => bed.service.onMeanwhile(id, sentence),
  });
const commands = () =>
  createExceptionCommands({
    ...bed.deps,
    onSettled: (id, subjects, reason) => bed.service.closeExceptions(id, subjects, reason),
  });

/** One exception of the app, complete; `age`: written so many milliseconds ago. */
const raise = (type: string, message = 'no order 7', age = 0): void => {
  entries += 1;
  const text = `Traceback (most recent call last):\n  File "/srv/app/orders.py", line ${entries}, in show\n${type}: ${message}\nnext`;
  counter.add([{ cursor: `c${entries}`, at: bed.clock.now() - age, pid: '7', message: text }]);
  bed.service.tick();
};
const open = async () => (await bed.client.list({ project, open: true, before: null, limit: 500 })).alerts;
const groups = () => listExceptions(bed.db, production, 100);
const resolveAll = () => {
  for (const { id } of groups()) commands().resolve(id);
};
const only = () => {
  const [item, ...others] = bed.items();
  if (item === undefined || others.length > 0) throw new Error(`there are ${bed.items().length} items`);
  return item;
};
const setStatus = (status: string) =>
  bed.acts.commit({ project, window }, (edit) => ({
    result: edit.update('item', only().id, { status: status as StatusId, endedAt: bed.clock.now(), triage: null }),
    act: { verb: 'item.edit', entity: 'item', id: only().id, summary: 'Change it' },
  }));

describe('an exception', () => {
  it('M6 M8 that is new opens one alert with one item and its traceback, however often it is seen', async () => {
    bed.world.secret = 'hunter2-hunter2';
    raise('OrderGone', '<img src=x> **bold** hunter2-hunter2\u001b[31m');
    for (let n = 0; n < 99; n += 1) raise('OrderGone');
    expect(await open()).toHaveLength(1);
    expect(groups()[0]?.count).toBe(100);
    const item = only();
    expect(item.title).toMatch(/^New exception \(OrderGone [0-9a-f]{8}\) on production$/);
    expect(item.description).toContain('    OrderGone: <img src=x> **bold** ***************');
    expect(item.description).not.toMatch(/hunter2|\u001b/);
    expect(item.description).toContain('    Traceback (most recent call last):');
    expect(bed.comments()).toEqual([]);
    raise('ValueError');
    expect(bed.items()).toHaveLength(2);
    expect(await open()).toHaveLength(2);
  });

  it('M6 M8 is counted, told and made an item in one transaction: when one cannot be written, none is', async () => {
    for (const table of ['item', 'alert', 'exception_group']) {
      bed.db.exec(`CREATE TRIGGER broken BEFORE INSERT ON ${table} BEGIN SELECT RAISE (ABORT, 'no'); END`);
      const before = { groups: groups().length, items: bed.items().length, alerts: (await open()).length };
      const type = `Lost${table.replace('_', '')}`;
      expect(() => raise(type)).toThrow();
      expect(groups()).toHaveLength(before.groups);
      expect(await open()).toHaveLength(before.alerts);
      expect(bed.items()).toHaveLength(before.items);
      expect(counter.cursor()).toBe(findJournalCursor(bed.db, production, 'shop.service'));
      bed.db.exec('DROP TRIGGER broken');
      raise(type);
      expect(groups()).toHaveLength(before.groups + 1);
      expect(bed.items()).toHaveLength(before.items + 1);
    }
  });

  it('M6 M8 that comes back after it was resolved opens its alert and its item again; declined it stays quiet', async () => {
    raise('OrderGone');
    setStatus('done');
    resolveAll();
    expect(await open()).toEqual([]);
    raise('OrderGone', 'no order 8');
    expect((await open())[0]?.reason).toContain('came back after it was resolved, seen 2 times by now: no order 8');
    expect(only()).toMatchObject({ status: 'todo', statusReason: 'Its alert came back.' });
    expect(bed.comments().at(-1)?.text).toContain('    OrderGone: no order 8');
    setStatus('cancelled');
    for (let n = 0; n < 3; n += 1) {
      resolveAll();
      raise('OrderGone');
    }
    expect(only().status).toBe('cancelled');
    expect(bed.comments().length).toBeLessThanOrEqual(2);
  });

  it('M6 that is seen often opens an alert, also after a restart, and closes when it is not any more', async () => {
    await bed.changeRule('New exception', {
      condition: { kind: 'exception', event: 'often', count: 3, minutes: 5 },
      makesItem: false,
    });
    for (let n = 0; n < 3; n += 1) raise('OrderGone');
    expect(await open()).toEqual([]);
    bed.clock.move(4 * 60_000);
    raise('OrderGone');
    expect((await open())[0]?.reason).toContain('was seen more than 3 times in 5 min');
    bed.restart();
    bed.pass(4 * 60_000);
    expect(await open()).toHaveLength(1);
    bed.pass(2 * 60_000);
    expect(await open()).toEqual([]);
    for (let n = 0; n < 3; n += 1) {
      raise('OrderGone');
      bed.pass(3 * 60_000);
    }
    expect(await open()).toEqual([]);
  });

  it('M6 that could not be counted and is read again is seen once, not as often as it was tried', async () => {
    await bed.changeRule('New exception', {
      condition: { kind: 'exception', event: 'often', count: 3, minutes: 5 },
      makesItem: false,
    });
    raise('OrderGone');
    bed.db.exec(`CREATE TRIGGER broken BEFORE UPDATE ON exception_group BEGIN SELECT RAISE (ABORT, 'no'); END`);
    for (let n = 0; n < 5; n += 1) expect(() => raise('OrderGone')).toThrow();
    bed.db.exec('DROP TRIGGER broken');
    bed.db.exec(`CREATE TRIGGER broken BEFORE UPDATE ON journal_cursor BEGIN SELECT RAISE (ABORT, 'no'); END`);
    for (let n = 0; n < 5; n += 1) expect(() => raise('OrderGone')).toThrow();
    bed.db.exec('DROP TRIGGER broken');
    raise('OrderGone');
    raise('OrderGone');
    expect(await open()).toEqual([]);
    raise('OrderGone');
    expect(await open()).toHaveLength(1);
  });

  it('M6 that happened while Pitwall was closed is an item, and all of them are one notice', async () => {
    bed.notices.length = 0;
    for (const type of ['AError', 'BError', 'CError', 'AError']) raise(type, 'late', 3_600_000);
    counter.complete();
    counter.complete();
    bed.pass(60_000);
    bed.pass(60_000);
    expect(bed.notices.map(({ title, body }) => `${title}: ${body}`)).toEqual([
      'While Pitwall was not looking: production: 4 exceptions in the journal, 3 of a new kind.',
    ]);
    expect(await open()).toHaveLength(3);
    expect(bed.items()).toHaveLength(3);
  });

  it('M6 of a group that was merged into another is of that one; its own alert closes', async () => {
    raise('AError');
    raise('BError');
    const [b, a] = groups();
    if (a === undefined || b === undefined) throw new Error('no groups');
    commands().merge([a, b].map(({ id, parts }) => ({ group: id, parts: parts.map((part) => part.id) })));
    expect((await open()).map(({ subject }) => subject)).toEqual([expect.stringMatching(/^AError /)]);
    resolveAll();
    raise('BError');
    expect((await open()).map(({ subject }) => subject)).toEqual([expect.stringMatching(/^AError /)]);
  });

  it('M6 of a rule that is off opens nothing', async () => {
    await bed.changeRule('New exception', { enabled: false });
    raise('OrderGone');
    expect(await open()).toEqual([]);
    const reading: ExceptionReading = {
      event: 'new',
      subject: 'x',
      title: 'x',
      message: '',
      count: 1,
      at: 1,
      late: false,
      lines: [],
    };
    bed.service.onExceptions('00000000-0000-4000-8000-0000000000ff' as typeof production, [reading]);
    expect(bed.items()).toEqual([]);
  });
});

describe('M8 evidence', () => {
  it('M8 has the newest lines of the journal, masked and literal; of a rule about requests those that failed', async () => {
    bed.world.secret = 'hunter2-hunter2';
    bed.world.logLines.journal = Array.from({ length: 60 }, (_, n) => `line ${n} # <b> hunter2-hunter2`);
    bed.world.logLines.failures = ['203.0.113.9 "GET /orders HTTP/1.1" 502'];
    bed.looks(3, 'app');
    const [app] = bed.items();
    expect(app?.description).toContain('    line 59 # <b> ***************');
    expect(app?.description).not.toContain('line 39 ');
    expect(app?.description).not.toContain('hunter2');
    for (let n = 0; n < 15; n += 1) bed.sample({ 'http.errors': 50 });
    const errors = bed.items().find(({ title }) => title.startsWith('Many errors'));
    expect(errors?.description).toContain('    203.0.113.9 "GET /orders HTTP/1.1" 502');
    expect(errors?.description).not.toContain('line 59');
  });
});
