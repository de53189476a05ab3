/** Words that one YAML version or another reads as something else than text. */
const MISREAD = /^(?:y|n|yes|no|on|off|true|false|null)$/i;

/** Text that every YAML version reads as this very text: begins with a letter or a slash, no `: `, no ` #`. */
const PLAIN = /^[A-Za-z/](?:[A-Za-z0-9_./@%+~-]|:(?=[^\s])| (?=[A-Za-z0-9]))*$/;

/** Characters that do not show, or that turn what stands beside them: written as escapes, so that a file hides nothing. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\ufffd-\uffff]/gu;

const escaped = (character: string): string => {
  const code = character.codePointAt(0) ?? 0;
  return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
};

/** A text as a YAML scalar on one line: bare where no reader can mistake it, else in double quotes. */
export const yamlText = (text: string): string => {
  if (PLAIN.test(text) && !MISREAD.test(text)) return text;
  const inner = text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t').replace(UNSEEN, escaped);
  return `"${inner}"`;
};

/** A block literal (`|-`) of these lines, when every one of them survives that: nothing unseen, no blank at an end. Else null. */
export const yamlBlock = (text: string, indent: string): string | null => {
  const lines = text.split('\n');
  const fits = lines.length > 1 && lines.every((line) => !UNSEEN_IN.test(line) && line.trim() === line);
  if (!fits || lines[0] === '' || lines.at(-1) === '') return null;
  return `|-\n${lines.map((line) => (line === '' ? '' : `${indent}${line}`)).join('\n')}`;
};

const UNSEEN_IN = new RegExp(UNSEEN.source, 'u');
