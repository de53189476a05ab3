import { createRequire } from 'node:module';
import type * as Ruff from '@astral-sh/ruff-wasm-nodejs';
import type { RuffDiagnostic } from '../../../shared/patterns/ruffDiagnostic.ts';
import { ruffRules } from '../../../shared/patterns/ruffRules.ts';

/** A text's diagnostics, by the real Ruff; throws what the engine throws. */
export type RuffCheck = (text: string) => readonly RuffDiagnostic[];

const codes = (preview: boolean): readonly string[] =>
  ruffRules.filter((rule) => rule.preview === preview).map(({ id }) => id);

/** Loads Ruff (10 MB of WebAssembly, 50 to 300 ms of one core), and makes checks for a version of Python.
 *
 * The stable rules run as Ruff runs them by default; only the rules that Ruff has in preview run with preview on, in a workspace of their own,
 * because preview changes what stable rules find. A version that Ruff does not know counts as its default. After anything thrown the engine's
 * memory may be broken: it must not be used again in this thread. */
export const loadRuff = (): { readonly version: string; readonly checkFor: (target: string | null) => RuffCheck } => {
  const { Workspace, PositionEncoding } = createRequire(import.meta.url)('@astral-sh/ruff-wasm-nodejs') as typeof Ruff;
  const known = new Map<string | null, RuffCheck>();
  const make = (target: string | null): RuffCheck => {
    const version = target === null ? {} : { 'target-version': target };
    const workspaces = [false, true].map(
      (preview) => new Workspace({ ...version, lint: { select: codes(preview), preview } }, PositionEncoding.Utf16),
    );
    return (text) => workspaces.flatMap((workspace) => workspace.check(text) as readonly RuffDiagnostic[]);
  };
  return {
    version: Workspace.version(),
    checkFor: (target) => {
      const found = known.get(target) ?? make(target);
      known.set(target, found);
      return found;
    },
  };
};
