/** Tells the user something outside the window. */
export interface Notifier {
  readonly notify: (notice: { readonly title: string; readonly body: string; readonly route: string }) => void;
}
