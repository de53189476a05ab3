import { fitsGlob } from './fitsGlob.ts';
import { noRuffConfig, type RuffConfig } from './ruffConfig.ts';
import { ruffRules } from './ruffRules.ts';

/** What a project's settings say of one file. */
export interface RuffScope {
  readonly target: string | null;
  readonly excluded: boolean;
  readonly ignores: (rule: string) => boolean;
}

const names = new Map<string, string>(ruffRules.map(({ id, name }) => [id, name]));

/** Finds the settings of a file as Ruff does: those of the nearest folder above it that has any. */
export const ruffScope = (configs: readonly RuffConfig[], path: string): RuffScope => {
  const config = configs
    .filter(({ folder }) => folder === '' || path.startsWith(`${folder}/`))
    .reduce((best, each) => (each.folder.length >= best.folder.length ? each : best), noRuffConfig);
  const inner = config.folder === '' ? path : path.slice(config.folder.length + 1);
  const places = inner.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/'));
  const excluded = config.exclude.some((pattern) =>
    places.some((place) => fitsPlace(pattern.replace(/^\.\/|\/$/g, ''), place)),
  );
  const off = [
    ...config.ignore,
    ...config.perFile.flatMap(({ pattern, rules }) => {
      const not = pattern.startsWith('!');
      return fitsPlace(not ? pattern.slice(1) : pattern, inner) !== not ? rules : [];
    }),
  ];
  return {
    target: config.target,
    excluded,
    ignores: (rule) =>
      off.some((each) => each === 'ALL' || each === names.get(rule) || (each !== '' && rule.startsWith(each))),
  };
};

/** A pattern is for a name anywhere, or for a path from the settings' folder. */
const fitsPlace = (pattern: string, place: string): boolean =>
  fitsGlob(pattern, place.slice(place.lastIndexOf('/') + 1)) || fitsGlob(pattern, place);
