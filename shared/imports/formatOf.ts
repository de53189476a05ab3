import type { ImportFormat } from './contract.ts';
import type { FormatRules } from './formatRules.ts';
import { githubFormat } from './formats/githubFormat.ts';
import { gitlabFormat } from './formats/gitlabFormat.ts';
import { jiraFormat } from './formats/jiraFormat.ts';
import { linearFormat } from './formats/linearFormat.ts';
import { pitwallFormat } from './formats/pitwallFormat.ts';
import { csvFormat, jsonFormat } from './formats/plainFormat.ts';
import { planeFormat } from './formats/planeFormat.ts';
import { shortcutFormat } from './formats/shortcutFormat.ts';

/** Every format, those that are told by more of their columns first. */
export const allFormats: Readonly<Record<ImportFormat, FormatRules>> = {
  pitwall: pitwallFormat,
  linear: linearFormat,
  jira: jiraFormat,
  shortcut: shortcutFormat,
  plane: planeFormat,
  gitlab: gitlabFormat,
  github: githubFormat,
  csv: csvFormat,
  json: jsonFormat,
};

/** The rules of a format. */
export const formatOf = (format: ImportFormat): FormatRules => allFormats[format];
