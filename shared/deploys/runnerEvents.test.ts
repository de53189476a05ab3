import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRunnerEvents } from './runnerEvents.ts';

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'utf8'));

const journal = `1764000000000 started id=01HZ0000000000000000000000 app=shop epoch=3 boot=8f68f51d
1764000000010 begin off=0 step=preflight
1764000000020 fact step=preflight name=cause value=dirty-tree
1764000000020 fact step=preflight name=path value=/srv/a%20b%C3%A9
1764000000030 end off=12 rc=1 step=preflight
1764000000040 exit rc=1 off=12 step=preflight reason=failed
`;

describe('readRunnerEvents', () => {
  it('reads every kind of line', () => {
    expect(readRunnerEvents(bytes(journal))).toEqual([
      { verb: 'started', at: 1764000000000, id: '01HZ0000000000000000000000', app: 'shop', epoch: 3, boot: '8f68f51d' },
      { verb: 'begin', at: 1764000000010, step: 'preflight', off: 0 },
      { verb: 'fact', at: 1764000000020, step: 'preflight', name: 'cause', value: 'dirty-tree' },
      { verb: 'fact', at: 1764000000020, step: 'preflight', name: 'path', value: '/srv/a bé' },
      { verb: 'end', at: 1764000000030, step: 'preflight', rc: 1, off: 12 },
      { verb: 'exit', at: 1764000000040, rc: 1, step: 'preflight', off: 12, reason: 'failed' },
    ]);
    expect(
      readRunnerEvents(
        bytes(
          '1 locked owner=01HZ actor=Anna%40laptop since=5 step=sync\n2 locked owner= actor= since=0 step=\n3 fenced epoch=9\n4 exit rc=75 off=0 step=- reason=locked\n',
        ),
      ),
    ).toEqual([
      { verb: 'locked', at: 1, owner: '01HZ', actor: 'Anna@laptop', since: 5, step: 'sync' },
      { verb: 'locked', at: 2, owner: '', actor: '', since: 0, step: null },
      { verb: 'fenced', at: 3, epoch: 9 },
      { verb: 'exit', at: 4, rc: 75, step: null, off: 0, reason: 'locked' },
    ]);
  });

  it('gives, for every cut of a journal, the events of the whole lines and nothing else', () => {
    const whole = bytes(journal);
    const all = readRunnerEvents(whole);
    for (let length = 0; length <= whole.length; length += 1) {
      const lines = journal.slice(0, length).split('\n').length - 1;
      expect(readRunnerEvents(whole.slice(0, length))).toEqual(all.slice(0, lines));
    }
  });

  it('never takes a line that was cut short on a full disk for a whole one, except a fact', () => {
    for (const line of journal.trim().split('\n').slice(1))
      for (let length = 0; length < line.length; length += 1) {
        const events = readRunnerEvents(bytes(`${line.slice(0, length)}\n`));
        expect(events.filter((event) => event.verb !== 'fact')).toEqual([]);
      }
  });

  it('takes any bytes without complaint, and says of an event only what its type says', () => {
    const word = fc.constantFrom(
      ...'begin end fact exit started locked fenced step=sync step=pull step=x off=1 off=-1 off=1e9 rc=0 rc=99999999999999999999 reason=done reason=bad name= name=a value=%zz value= __proto__=1 = 1764000000000 0 -1'.split(
        ' ',
      ),
    );
    const line = fc.array(word, { maxLength: 7 }).map((words) => words.join(' '));
    const hostile = fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      fc.array(line, { maxLength: 8 }).map((lines) => bytes(`${lines.join('\n')}\n`)),
    );
    fc.assert(
      fc.property(hostile, (given) => {
        for (const event of readRunnerEvents(given)) {
          expect(Number.isSafeInteger(event.at) && event.at >= 0).toBe(true);
          if ('off' in event) expect(Number.isSafeInteger(event.off) && event.off >= 0).toBe(true);
          if ('rc' in event) expect(Number.isSafeInteger(event.rc)).toBe(true);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('leaves out lines past any journal’s length and lines past any line’s', () => {
    const many = bytes('1 begin off=0 step=sync\n'.repeat(20_000));
    expect(readRunnerEvents(many)).toHaveLength(10_000);
    expect(readRunnerEvents(bytes(`1 fact step=sync name=a value=${'x'.repeat(5_000)}\n`))).toEqual([]);
  });
});
