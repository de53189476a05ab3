import { describe, expect, it } from 'vitest';
import { coAuthorsOf, distinctPeople } from './coAuthorsOf.ts';
import { mergeMessage, squashMessage } from './mergeMessage.ts';

const ada = { name: 'Ada', email: 'ada@example.com' };
const bo = { name: 'Bo', email: 'bo@example.com' };

describe('the people of a change', () => {
  it('T3 finds everybody who is named as co-author, wherever the line stands', () => {
    const message =
      'Do it\n\nco-Authored-By: Bo <bo@example.com>\n\nSigned-off-by: Cy <cy@example.com>\nCo-authored-by:Ada<ada@example.com>';
    expect(coAuthorsOf(message)).toEqual([bo, ada]);
    expect(coAuthorsOf('Co-authored-by: nobody\nI said Co-authored-by: Bo <bo@example.com>')).toEqual([]);
  });

  it('T3 takes two spellings of an address for one person', () => {
    expect(distinctPeople([ada, bo, { name: 'A.', email: ' ADA@Example.com' }])).toEqual([ada, bo]);
  });

  it('T3 names in a squash everybody but who makes it, and lets no title end the message', () => {
    const work = {
      title: 'Log in\n\nCo-authored-by: Eve <eve@example.com>',
      branch: 'feature/x',
      itemKey: 'TR-1',
      by: ada,
    };
    const message = squashMessage({ ...work, subjects: ['One', 'Two'], authors: [ada, bo] });
    expect(message).toBe(
      'Log in Co-authored-by: Eve <eve@example.com> (TR-1)\n\n* One\n* Two\n\nCo-authored-by: Bo <bo@example.com>\n',
    );
    expect(coAuthorsOf(message)).toEqual([bo]);
    expect(mergeMessage({ ...work, title: 'TR-1: log in', subjects: [], authors: [] })).toBe(
      'TR-1: log in\n\nMerge branch “feature/x”.\n',
    );
  });
});
