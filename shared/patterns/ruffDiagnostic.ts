/** What Ruff says of a text; rows and columns count from 1, columns in UTF-16 units. */
export interface RuffDiagnostic {
  /** Ruff's code or the rule's name; `invalid-syntax` for what is no Python; null for a failure of its own. */
  readonly code: string | null;
  readonly message: string;
  readonly start_location: { readonly row: number; readonly column: number };
  readonly end_location: { readonly row: number; readonly column: number };
}
