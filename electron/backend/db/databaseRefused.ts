/** The database may not be opened; the shell prints both sentences and ends with exit code 1. */
export class DatabaseRefused extends Error {
  readonly act: string;
  constructor(message: string, act: string) {
    super(message);
    this.name = 'DatabaseRefused';
    this.act = act;
  }
}
