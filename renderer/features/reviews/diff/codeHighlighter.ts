import bash from 'refractor/bash';
import { refractor } from 'refractor/core';
import css from 'refractor/css';
import docker from 'refractor/docker';
import ini from 'refractor/ini';
import javascript from 'refractor/javascript';
import json from 'refractor/json';
import jsx from 'refractor/jsx';
import makefile from 'refractor/makefile';
import markdown from 'refractor/markdown';
import markup from 'refractor/markup';
import nginx from 'refractor/nginx';
import python from 'refractor/python';
import sql from 'refractor/sql';
import toml from 'refractor/toml';
import tsx from 'refractor/tsx';
import typescript from 'refractor/typescript';
import yaml from 'refractor/yaml';

for (const language of [
  bash,
  css,
  docker,
  ini,
  javascript,
  json,
  jsx,
  makefile,
  markdown,
  markup,
  nginx,
  python,
  sql,
  toml,
  tsx,
  typescript,
  yaml,
])
  refractor.register(language);

/** Refractor as react-diff-view asks it: the nodes, without their root. A chunk of its own, read when the first file is coloured. */
export const codeHighlighter = {
  highlight: (text: string, language: string) => refractor.highlight(text, language).children,
};
