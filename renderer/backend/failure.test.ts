import { ORPCError } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import { errors } from '../../shared/errors.ts';
import { ConnectionLost } from './connectionLost.ts';
import { describeFailure } from './failure.ts';

describe('a failure in words', () => {
  it('takes the advice of an error of the list', () => {
    const error = new ORPCError('REFUSED', { message: 'The checkout is dirty.', data: { act: 'Commit or stash it.' } });
    expect(describeFailure(error)).toEqual({
      code: 'REFUSED',
      message: 'The checkout is dirty.',
      act: 'Commit or stash it.',
      data: { act: 'Commit or stash it.' },
    });
  });

  it('has something to say for every code of the list, also when its data are broken', () => {
    for (const code of Object.keys(errors)) {
      const described = describeFailure(new ORPCError(code, { message: 'It failed.', data: { nonsense: 1 } }));
      expect(described).toMatchObject({ code, message: 'It failed.', data: null });
    }
  });

  it('says where to look for a surprise of the backend', () => {
    const { code, act } = describeFailure(new ORPCError('INTERNAL', { message: 'A fault (x1).', data: { id: 'x1' } }));
    expect(code).toBe('INTERNAL');
    expect(act).toContain('pitwall.log');
  });

  it('says that a lost connection leaves open what was done', () => {
    expect(describeFailure(new ConnectionLost())).toMatchObject({
      code: 'CONNECTION_LOST',
      act: expect.stringContaining('look whether it was done'),
    });
  });

  it.each([new TypeError('x is undefined'), 'a text', undefined, null, 42, { code: 'GONE' }, new Error('')])(
    'never throws and never shows a stack: %s',
    (error) => {
      const { code, message, act } = describeFailure(error);
      expect(code).toBe('UNEXPECTED');
      expect(message).not.toBe('');
      expect(`${message}${act}`).not.toContain(' at ');
    },
  );

  it('does not say what was wrong with an input that this window made', () => {
    const error = new ORPCError('BAD_REQUEST', { message: 'Input validation failed', data: { issues: [] } });
    expect(describeFailure(error)).toMatchObject({ code: 'BAD_REQUEST', data: null });
  });
});
