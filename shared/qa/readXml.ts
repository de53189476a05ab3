import { XMLParser, XMLValidator } from 'fast-xml-parser';

/** An element with its attributes and text; entities are decoded, comments and processing instructions are gone. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Its own text and CDATA, without that of its children. */
  readonly text: string;
}

export type XmlReading =
  | { readonly ok: true; readonly root: XmlElement }
  | { readonly ok: false; readonly message: string; readonly line: number | null; readonly column: number | null };

/** No report nests deeper; a deeper one is an attack on the stack. */
const DEPTH_MAX = 100;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  // Entities are decoded here: the five of XML and numbers, nothing that a file could define.
  processEntities: false,
  htmlEntities: false,
  removeNSPrefix: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  cdataPropName: '#cdata',
  maxNestedTags: DEPTH_MAX,
});

/** Reads an XML document as reports are: small trees, no definitions of their own. Never throws.
 *
 * A DOCTYPE that only names a file is passed over and the file never asked for; one that defines something (entities, above all) is refused,
 * so that no text can grow while it is read. What is cut or not well-formed is refused with its place. */
export const readXml = (text: string): XmlReading => {
  const prolog = withoutDoctype(text.replace(/^\uFEFF/, ''));
  if (!prolog.ok) return refused(prolog.message);
  if (prolog.text.trim() === '') return refused('The file is empty.');
  try {
    const valid = XMLValidator.validate(prolog.text);
    if (valid !== true) {
      const { msg, line, col } = valid.err;
      return { ok: false, message: `This is no well-formed XML: ${msg}`, line: whole(line), column: whole(col) };
    }
    const [root, ...others] = elementsOf(parser.parse(prolog.text) as unknown);
    if (root === undefined || others.length > 0) return refused('This is no XML document with one root.');
    return { ok: true, root };
  } catch (error) {
    return refused(`This XML cannot be read: ${error instanceof Error ? error.message : 'it is damaged'}`);
  }
};

const refused = (message: string): XmlReading => ({ ok: false, message, line: null, column: null });
const whole = (value: unknown): number | null => (Number.isSafeInteger(value) ? (value as number) : null);

/** Cuts a DOCTYPE out of the prolog by as many spaces, so that lines and columns stay what they are. */
const withoutDoctype = (
  text: string,
): { readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: string } => {
  const before = /^(?:\s|<\?[\s\S]*?\?>|<!--[\s\S]*?-->)*/.exec(text)?.[0].length ?? 0;
  const doctype = /^<!DOCTYPE[^>[]*/i.exec(text.slice(before, before + 10_000))?.[0];
  if (doctype === undefined) return { ok: true, text };
  const end = before + doctype.length;
  if (text[end] !== '>')
    return {
      ok: false,
      message: 'This XML defines its own entities or elements (DOCTYPE), which no report needs; it is not read.',
    };
  return { ok: true, text: `${text.slice(0, before)}${doctype.replace(/[^\n]/g, ' ')} ${text.slice(end + 1)}` };
};

type Node = Readonly<Record<string, unknown>>;

const elementsOf = (nodes: unknown): readonly XmlElement[] =>
  (Array.isArray(nodes) ? (nodes as readonly Node[]) : []).flatMap((node) => {
    const name = Object.keys(node).find((key) => key !== ':@');
    if (name === undefined || name.startsWith('#')) return [];
    const inside = node[name];
    return [{ name, attributes: attributesOf(node[':@']), children: elementsOf(inside), text: textOf(inside) }];
  });

const attributesOf = (raw: unknown): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries((raw ?? {}) as Node).map(([key, value]) => [key, decodeEntities(String(value).replace(/\s/g, ' '))]),
  );

const textOf = (nodes: unknown): string =>
  (Array.isArray(nodes) ? (nodes as readonly Node[]) : [])
    .map((node) => {
      if (typeof node['#text'] === 'string') return decodeEntities(node['#text']);
      return Array.isArray(node['#cdata']) ? rawText(node['#cdata']) : '';
    })
    .join('');

const rawText = (nodes: readonly unknown[]): string =>
  nodes.map((node) => String((node as Node)['#text'] ?? '')).join('');

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** The five entities of XML and characters by number; anything else stays as it is written. */
const decodeEntities = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|(\w{2,4}));/g, (all, decimal, hex, name) => {
        if (name !== undefined) return named[name] ?? all;
        const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
        return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : '\uFFFD';
      })
    : text;
