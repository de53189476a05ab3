import type { CheckedFile } from '../../../shared/patterns/checkedFile.ts';

/** A file for the checking thread. */
export interface CheckOrder {
  readonly order: number;
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Ruff's name of the version of Python, e.g. `py312`; null: Ruff's default. */
  readonly target: string | null;
}

export type CheckAnswer =
  | { readonly kind: 'ready'; readonly version: string }
  | { readonly kind: 'checked'; readonly order: number; readonly broken: boolean; readonly result: CheckedFile };
