import { describe, expect, it } from 'vitest';
import { EnvironmentId } from '../../../shared/ids.ts';
import { environmentStatus } from './environmentStatus.ts';

const environment = EnvironmentId.parse('3b241101-e2bb-4255-8caf-4136c566a962');

describe('environmentStatus', () => {
  it('says unknown while nothing was read, and that nothing was deployed when so', () => {
    expect(environmentStatus(undefined)).toEqual({ status: 'unknown', label: 'unknown' });
    expect(environmentStatus({ environment, active: null, last: null, overrides: 0 })).toEqual({
      status: 'unknown',
      label: 'never deployed',
    });
  });
});
