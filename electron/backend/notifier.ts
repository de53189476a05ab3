/** Something that a person may do right in a notice. */
export interface NoticeAction {
  readonly label: string;
  readonly act: () => void;
}

/** Tells the user something outside the window. */
export interface Notifier {
  /** Systems that show no buttons leave the actions out; what they do can be done in the window, too. */
  readonly notify: (notice: {
    readonly title: string;
    readonly body: string;
    readonly route: string;
    readonly actions?: readonly NoticeAction[];
  }) => void;
  /** How many alerts are open now: the badge of the app and its tray icon. */
  readonly showOpenAlerts: (open: { readonly critical: number; readonly warning: number }) => void;
}
