import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createJsonElements, JsonListError } from './jsonElements.ts';
import { parseElement } from './parseElement.ts';

/** The text in pieces of so many characters. */
const read = (text: string, size: number): unknown[] => {
  const elements = createJsonElements();
  const found: unknown[] = [];
  for (let from = 0; from < text.length; from += size)
    found.push(...elements.push(text.slice(from, from + size)).map((element) => parseElement(element.text)));
  elements.end();
  return found;
};

const parsed = (value: unknown): unknown => parseElement(JSON.stringify(value));

const lists = fc.array(fc.oneof({ weight: 5, arbitrary: fc.dictionary(fc.string(), fc.jsonValue()) }, fc.jsonValue()));
const sizes = fc.integer({ min: 1, max: 50 });

it('P15 takes the elements of a JSON list out of a text in pieces of any size', () => {
  fc.assert(
    fc.property(lists, fc.constantFrom(undefined, 2, '\t'), sizes, (list, indent, size) => {
      const text = JSON.stringify(list, null, indent);
      expect(read(text, size)).toEqual(list.map(parsed));
    }),
  );
});

it('P15 takes the first list of objects out of an object', () => {
  fc.assert(
    fc.property(fc.array(fc.dictionary(fc.string(), fc.jsonValue()), { minLength: 1 }), sizes, (list, size) => {
      const text = JSON.stringify({
        version: 1,
        tags: ['a', '[{'],
        none: [],
        deep: { a: [[1]] },
        items: list,
        more: [{}],
      });
      expect(read(text, size)).toEqual(list.map(parsed));
    }),
  );
  expect(read('{"items":[]}', 3)).toEqual([]);
});

it('P15 says in which line an element begins', () => {
  const elements = createJsonElements();
  expect(elements.push('[\n{"a":\n1},\n\n  {"b":2}]').map(({ line }) => line)).toEqual([2, 5]);
});

it('P15 ends in a readable error whatever is cut off or put in', () => {
  const text = JSON.stringify([{ a: ['x'] }, { b: '"]' }]);
  const mutations = fc.record({
    at: fc.nat(text.length),
    drop: fc.nat(6),
    put: fc.string({ maxLength: 4 }),
    size: sizes,
  });
  fc.assert(
    fc.property(mutations, ({ at, drop, put, size }) => {
      try {
        read(text.slice(0, at) + put + text.slice(at + drop), size);
      } catch (error) {
        expect(error instanceof JsonListError || error instanceof SyntaxError).toBe(true);
      }
    }),
    { numRuns: 2000 },
  );
  for (const wrong of ['', '[', '[{}', '{}', '[1,,2]', '[]]', 'x', '{"a":{}}', '[{}}', `${'['.repeat(200)}`])
    expect(() => read(wrong, 1)).toThrow(JsonListError);
});

it('P15 keeps every digit of a long number and every name of a field', () => {
  expect(parseElement('{"id":12345678901234567890,"n":1.5}')).toEqual({ id: '12345678901234567890', n: 1.5 });
  expect(Object.keys(parseElement('{"__proto__":{"a":1}}') as object)).toEqual(['__proto__']);
});
