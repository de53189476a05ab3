import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { scanXml } from './scanXml.ts';

/** What is heard of a document, as one line each. */
const heard = (text: string) => {
  const lines: string[] = [];
  const problem = scanXml(text, {
    open: (name, attributes) => lines.push(`<${name} ${JSON.stringify([...attributes])}`),
    text: (part) => lines.push(`"${part}`),
    close: () => lines.push('>'),
  });
  return { lines, problem };
};

interface Tree {
  readonly name: string;
  readonly attribute: string;
  readonly inside: readonly (Tree | string)[];
}
const escaped = (text: string) => text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
const written = ({ name, attribute, inside }: Tree): string =>
  `<${name} a="${escaped(attribute)}">${inside.map((each) => (typeof each === 'string' ? escaped(each) : written(each))).join('')}</${name}>`;
const told = ({ name, attribute, inside }: Tree): readonly string[] => [
  `<${name} ${JSON.stringify([['a', attribute]])}`,
  ...inside.flatMap((each) => (typeof each === 'string' ? [`"${each}`] : told(each))),
  '>',
];
const words = fc.stringMatching(/^[a-z<>&"' é🚀]{1,12}$/u);
const { tree } = fc.letrec<{ readonly tree: Tree }>((tie) => ({
  tree: fc.record({
    name: fc.constantFrom('a', 'testcase', 'x-y', 'é'),
    attribute: words,
    // Two texts side by side are one.
    inside: fc.oneof(
      { depthSize: 'small' },
      words.map((text) => [text]),
      fc.array(tie('tree'), { maxLength: 3 }),
    ),
  }),
}));

describe('scanXml', () => {
  it('T8 tells every element, attribute and text in their order, and another reader agrees that it is XML', () => {
    const other = new XMLParser({ ignoreAttributes: false });
    fc.assert(
      fc.property(tree, (document) => {
        const text = `<?xml version="1.0"?><!-- <a> -->${written(document)}\n`;
        expect(heard(text)).toEqual({ lines: told(document), problem: null });
        expect(XMLValidator.validate(text)).toBe(true);
        expect(Object.keys(other.parse(text) as object)).toContain(document.name);
      }),
    );
  });

  it('T8 refuses a document that is cut, wherever it is cut', () => {
    fc.assert(
      fc.property(tree, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (document, share) => {
        const text = written(document);
        expect(heard(text.slice(0, Math.floor(share * text.length))).problem).not.toBeNull();
      }),
    );
  });

  it('T8 says where it is wrong, and in which way', () => {
    const why = (text: string) => heard(text).problem;
    expect(why('<a>\n<b>\n</a>')).toEqual({
      message: 'This is no well-formed XML: <b> is not closed here.',
      line: 3,
      column: 1,
    });
    expect(why('<a/><b/>')?.message).toContain('second root');
    expect(why('<a/>x')?.message).toContain('text outside');
    expect(why('<a x="1" x="2"/>')?.message).toContain('comes twice');
    expect(why('<a x=1/>')?.message).toContain('cut or damaged');
    expect(why(`${'<a>'.repeat(101)}`)?.message).toContain('nest deeper than 100');
    expect(why('\uFEFF \n')?.message).toBe('The file is empty.');
    expect(why('<!-- a -->')?.message).toContain('no element');
  });

  it('T8 leaves namespaces out, and takes CDATA as it is written', () => {
    expect(heard('<n:a n:x="&amp;&other;"><![CDATA[<b>&amp;]]></n:a>').lines).toEqual([
      '<a [["x","&&other;"]]',
      '"<b>&amp;',
      '>',
    ]);
  });
});
