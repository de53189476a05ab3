/** A failure in words: what happened and what the user can do next; null when nothing can be done but try again. */
export interface ShownFailure {
  readonly message: string;
  readonly act: string | null;
}
