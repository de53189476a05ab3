/** Hears a document element by element, so that no tree of it is ever in memory. Entities are decoded; comments and instructions are not told. */
export interface XmlListener {
  /** Names are without their namespace; so are those of attributes. */
  readonly open: (name: string, attributes: ReadonlyMap<string, string>) => void;
  /** Text or CDATA of the element that is open, perhaps in several pieces. */
  readonly text: (text: string) => void;
  readonly close: () => void;
}

/** Why a document cannot be read. */
export interface XmlProblem {
  readonly message: string;
  readonly line: number | null;
  readonly column: number | null;
}

/** No report nests deeper; a deeper one is an attack on the stack. */
const DEPTH_MAX = 100;

const NAME = /[A-Za-z_:\u0080-\uFFFF][^\s/>=<"'&]*/y;
const ATTRIBUTE = /\s+([A-Za-z_:\u0080-\uFFFF][^\s/>=<"'&]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/y;
const END = /\s*(\/?)>/y;

/** Reads an XML document from its beginning to its end; null when it is well-formed. Never throws, and takes time in proportion to the text.
 *
 * It is read as reports are written (Extensible Markup Language 1.0, chapters 2 and 3): a DOCTYPE that only names a file is passed over and the
 * file never asked for; one that defines something (entities, above all) is refused, so that no text can grow while it is read. A listener has
 * heard what stands before a problem. */
export const scanXml = (text: string, listener: XmlListener): XmlProblem | null => {
  const open: string[] = [];
  let hadRoot = false;
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  const begin = at;
  const problem = (message: string, where: number) => ({
    message: `This is no well-formed XML: ${message}`,
    ...placeOf(text, where),
  });
  const match = (pattern: RegExp, from: number): RegExpExecArray | null => {
    pattern.lastIndex = from;
    return pattern.exec(text);
  };
  const after = (mark: string, from: number): number => {
    const end = text.indexOf(mark, from);
    return end < 0 ? -1 : end + mark.length;
  };

  while (at < text.length) {
    const mark = text.indexOf('<', at);
    const end = mark < 0 ? text.length : mark;
    if (end > at) {
      if (open.length > 0) listener.text(decodeEntities(text.slice(at, end)));
      else if (text.slice(at, end).trim() !== '') return problem('there is text outside of its elements.', at);
    }
    if (mark < 0) break;
    if (text.startsWith('<?', mark) || text.startsWith('<!--', mark)) {
      at = text[mark + 1] === '?' ? after('?>', mark + 2) : after('-->', mark + 4);
      if (at < 0) return problem('a comment or an instruction has no end.', mark);
    } else if (text.startsWith('<![CDATA[', mark)) {
      at = after(']]>', mark);
      if (at < 0 || open.length === 0) return problem('a CDATA section has no end, or no element.', mark);
      listener.text(text.slice(mark + 9, at - 3));
    } else if (text.startsWith('<!', mark)) {
      const doctype = /^<!DOCTYPE[^>[]*/i.exec(text.slice(mark, mark + 10_000))?.[0];
      if (doctype === undefined || hadRoot) return problem('a declaration stands where none may be.', mark);
      at = mark + doctype.length;
      if (text[at] !== '>')
        return {
          message: 'This XML defines its own entities or elements (DOCTYPE), which no report needs; it is not read.',
          line: null,
          column: null,
        };
      at += 1;
    } else if (text.startsWith('</', mark)) {
      const close = text.indexOf('>', mark);
      const name = close < 0 ? '' : text.slice(mark + 2, close).trimEnd();
      const wanted = open.pop();
      if (close < 0 || wanted === undefined || name !== wanted)
        return problem(
          wanted === undefined ? 'an element is closed that is not open.' : `<${shown(wanted)}> is not closed here.`,
          mark,
        );
      listener.close();
      at = close + 1;
    } else {
      const name = match(NAME, mark + 1)?.[0];
      if (name === undefined) return problem('a tag has no name.', mark);
      if (open.length === 0 && hadRoot) return problem('it has a second root.', mark);
      hadRoot = true;
      at = mark + 1 + name.length;
      const attributes = new Map<string, string>();
      for (let found = match(ATTRIBUTE, at); found !== null; found = match(ATTRIBUTE, at)) {
        const [all, key = '', double, single] = found;
        const plain = withoutPrefix(key);
        if (attributes.has(plain) && plain === key) return problem(`an attribute of <${shown(name)}> comes twice.`, at);
        attributes.set(plain, decodeEntities((double ?? single ?? '').replace(/\s/g, ' ')));
        at += all.length;
      }
      const close = match(END, at);
      if (close === null) return problem(`the tag of <${shown(name)}> is cut or damaged.`, mark);
      at += close[0].length;
      if (open.length >= DEPTH_MAX) return problem(`its elements nest deeper than ${DEPTH_MAX}.`, mark);
      listener.open(withoutPrefix(name), attributes);
      if (close[1] === '/') listener.close();
      else open.push(name);
    }
  }
  const last = open.at(-1);
  if (last !== undefined) return problem(`it ends before <${shown(last)}> is closed.`, text.length);
  if (hadRoot) return null;
  if (text.slice(begin, begin + 1000).trim() === '') return { message: 'The file is empty.', line: null, column: null };
  return problem('it has no element.', begin);
};

const shown = (name: string): string => name.slice(0, 60);

const withoutPrefix = (name: string): string => name.slice(name.lastIndexOf(':') + 1);

const placeOf = (text: string, at: number): { readonly line: number; readonly column: number } => {
  let [line, begin] = [1, 0];
  for (let end = text.indexOf('\n'); end >= 0 && end < at; end = text.indexOf('\n', begin)) {
    line += 1;
    begin = end + 1;
  }
  return { line, column: at - begin + 1 };
};

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** The five entities of XML and characters by number; anything else stays as it is written. */
const decodeEntities = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|(lt|gt|amp|quot|apos));/g, (all, decimal, hex, name) => {
        if (name !== undefined) return named[name] ?? all;
        const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
        return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : '\uFFFD';
      })
    : text;
