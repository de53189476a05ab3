import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seenAgain } from './exceptionGroup.ts';
import { readJournalEntry } from './journalEntry.ts';
import { createTracebackReader, type PythonTraceback } from './pythonTraceback.ts';
import { tracebackFingerprint } from './tracebackFingerprint.ts';
import { readUnits } from './unitState.ts';

const frame = (file: string, line: number, name: string) => [
  `  File "${file}", line ${line}, in ${name}`,
  '    do(it)',
];
const traceback = (line = 10, message = 'no order 7') => [
  '[2026-11-25 03:32:52 +0000] [42] [ERROR] Error handling request /orders/7',
  'Traceback (most recent call last):',
  ...frame('/srv/app/venv/lib/python3.12/site-packages/gunicorn/workers/sync.py', 135, 'handle'),
  ...frame('/srv/app/wsgi.py', line, 'application'),
  ...frame('/srv/app/orders/views.py', line * 2, 'show'),
  '    ~~^^^^',
  ...frame('/usr/lib/python3.12/json/decoder.py', 355, 'raw_decode'),
  `orders.errors.OrderGone: ${message}`,
];
const read = (lines: readonly string[], pid = '42'): readonly PythonTraceback[] => {
  const reader = createTracebackReader();
  return [...lines.flatMap((message) => reader.push({ at: 5, pid, message })), ...reader.flush()];
};

describe('tracebacks in a journal', () => {
  it('M6 are found with their type, message and frames', () => {
    const [found, ...more] = read([...traceback(), 'INFO the next request']);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ at: 5, type: 'orders.errors.OrderGone', message: 'no order 7' });
    expect(found?.frames.map(({ function: name }) => name)).toEqual(['handle', 'application', 'show', 'raw_decode']);
    expect(found?.text).toContain('OrderGone: no order 7');
  });

  it('M6 that lead to another one count as the last one', () => {
    const chained = [
      ...traceback(),
      '',
      'During handling of the above exception, another exception occurred:',
      '',
      'Traceback (most recent call last):',
      ...frame('/srv/app/orders/views.py', 3, 'fallback'),
      'KeyboardInterrupt',
    ];
    expect(read(chained).map(({ type, frames }) => [type, frames.length])).toEqual([['KeyboardInterrupt', 1]]);
    expect(read([...traceback(), ...traceback()])).toHaveLength(2);
  });

  it('M6 of several processes are told apart however their lines mix, and one by one or in one message', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }), (turns) => {
        const reader = createTracebackReader();
        const left = { a: traceback(1, 'of a'), b: traceback(2, 'of b') };
        const found: PythonTraceback[] = [];
        for (const turn of [...turns, ...Array.from({ length: 40 }, (_, index) => index % 2 === 0)]) {
          const pid = turn ? 'a' : 'b';
          const message = left[pid].shift();
          if (message !== undefined) found.push(...reader.push({ at: 1, pid, message }));
        }
        found.push(...reader.flush());
        expect(found.map(({ message }) => message).sort()).toEqual(['of a', 'of b']);
        expect(found.map(({ frames }) => frames.length)).toEqual([4, 4]);
      }),
    );
    expect(read([traceback().join('\n')])).toHaveLength(1);
  });

  it('M6 are not made up out of whatever is written', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(...traceback()))), (lines) => {
        const begun = lines.filter((line) => line.includes('Traceback (most recent')).length;
        expect(read(lines).length).toBeLessThanOrEqual(begun);
      }),
    );
    expect(read(['Traceback (most recent call last):', '  File "x", line 1, in y'])).toEqual([]);
  });
});

describe('a fingerprint', () => {
  const of = (lines: readonly string[]) => {
    const [found] = read(lines);
    if (found === undefined) throw new Error('no traceback');
    return tracebackFingerprint(found, '/srv/app');
  };

  it('M6 is the type and the way through the app’s own code, in words', () => {
    const { path, because } = of(traceback());
    expect(path).toEqual(['wsgi.py in application', 'orders/views.py in show']);
    expect(because).toContain('OrderGone that come this way through the app’s own code');
    expect(because).toContain('wsgi.py in application → orders/views.py in show');
  });

  it('M6 stays the same when lines move, messages differ and libraries change', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999 }), fc.string(), (line, message) => {
        const other = traceback(line, message.replaceAll(/\s/gu, '')).filter((each) => !each.includes('gunicorn'));
        expect(of(other).key).toBe(of(traceback()).key);
      }),
    );
    expect(of(traceback().map((each) => each.replace('in show', 'in list'))).key).not.toBe(of(traceback()).key);
    expect(of(traceback().map((each) => each.replace('OrderGone', 'OrderLost'))).key).not.toBe(of(traceback()).key);
  });

  it('M6 of a recursion does not depend on how deep it went', () => {
    const deep = (times: number) => [
      'Traceback (most recent call last):',
      ...Array.from({ length: times }, () => frame('/srv/app/tree.py', 4, 'walk')).flat(),
      'RecursionError: maximum recursion depth exceeded',
    ];
    expect(of(deep(3)).key).toBe(of(deep(150)).key);
  });

  it('M6 says so when nothing of the app is in it', () => {
    const { because, path } = of([
      'Traceback (most recent call last):',
      ...frame('/usr/lib/python3.12/runpy.py', 1, 'run'),
      'OSError: x',
    ]);
    expect(path).toEqual(['runpy.py in run']);
    expect(because).toContain('No frame lies in the app’s own folder');
  });
});

describe('a group of exceptions', () => {
  it('M6 comes back when it is seen after it was resolved, and only then', () => {
    const group = {
      count: 1,
      firstSeen: 10,
      lastSeen: 10,
      state: 'resolved' as const,
      resolvedAt: 20,
      regressions: 0,
      regressedAt: null,
    };
    expect(seenAgain(group, 15)).toMatchObject({ state: 'resolved', count: 2, lastSeen: 15 });
    expect(seenAgain(group, 25)).toMatchObject({
      state: 'open',
      resolvedAt: null,
      regressions: 1,
      regressedAt: 25,
      count: 2,
    });
  });
});

describe('what systemd says', () => {
  it('M6 is read from the journal whatever a message is made of', () => {
    const entry = (MESSAGE: unknown) =>
      readJournalEntry(
        JSON.stringify({ __CURSOR: 's=1;i=2', __REALTIME_TIMESTAMP: '1795578088123456', _PID: '7', MESSAGE }),
      );
    expect(entry('a')).toEqual({ cursor: 's=1;i=2', at: 1_795_578_088_123, pid: '7', message: 'a' });
    expect(entry([97, 255])?.message).toBe('a\uFFFD');
    expect(entry(null)?.message).toBe('');
    expect(readJournalEntry('-- No entries --')).toBeNull();
    fc.assert(fc.property(fc.string(), (line) => void readJournalEntry(line)));
  });

  it('M6 is read without colours, controls and what turns the reading direction: a coloured traceback is one', () => {
    const colour = (line: string) => `\u001b[1;35m${line}\u001b[0m\u0007`;
    const coloured = traceback(10, 'no order \u202e7').map(colour).join('\n');
    const entry = readJournalEntry(JSON.stringify({ __CURSOR: 'a', __REALTIME_TIMESTAMP: '5000', MESSAGE: coloured }));
    expect(entry?.message).toBe(traceback(10, 'no order 7').join('\n'));
    const reader = createTracebackReader();
    const found = [...reader.push({ at: 5, pid: '1', message: entry?.message ?? '' }), ...reader.flush()];
    expect(found).toMatchObject([{ type: 'orders.errors.OrderGone', message: 'no order 7' }]);
  });

  it('M6 is read unit by unit', () => {
    const text =
      'Id=app.service\nActiveState=failed\nSubState=failed\nResult=oom-kill\nNRestarts=5\n\nLoadState=not-found\nActiveState=inactive\nSubState=dead\nResult=success\n';
    expect(readUnits(['app.service', 'nginx.service'], text)).toEqual([
      { unit: 'app.service', active: 'failed', sub: 'failed', result: 'oom-kill', restarts: 5 },
      { unit: 'nginx.service', active: 'not found', sub: 'dead', result: 'success', restarts: null },
    ]);
    expect(readUnits(['app.service'], 'System has not been booted with systemd')).toEqual([]);
  });
});
