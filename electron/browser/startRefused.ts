/** Pitwall must not start; the message is the one line that the user sees. */
export class StartRefused extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StartRefused';
  }
}
