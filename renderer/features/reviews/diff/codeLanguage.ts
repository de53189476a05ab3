/** Languages that are coloured, by the end of the file's name. */
const byEnd: Readonly<Record<string, string>> = {
  py: 'python',
  pyi: 'python',
  toml: 'toml',
  yaml: 'yaml',
  yml: 'yaml',
  json: 'json',
  sh: 'bash',
  bash: 'bash',
  js: 'javascript',
  mjs: 'javascript',
  cjs: 'javascript',
  jsx: 'jsx',
  ts: 'typescript',
  mts: 'typescript',
  cts: 'typescript',
  tsx: 'tsx',
  css: 'css',
  html: 'markup',
  htm: 'markup',
  xml: 'markup',
  svg: 'markup',
  sql: 'sql',
  md: 'markdown',
  ini: 'ini',
  cfg: 'ini',
  conf: 'nginx',
  service: 'ini',
};

/** The language of a file by its name, in refractor's words; null when it is shown without colours. */
export const codeLanguage = (path: string): string | null => {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (name === 'dockerfile' || name.startsWith('dockerfile.')) return 'docker';
  if (name === 'makefile') return 'makefile';
  const end = name.slice(name.lastIndexOf('.') + 1);
  return Object.hasOwn(byEnd, end) ? (byEnd[end] ?? null) : null;
};
