/** Prometheus could not be asked, or not about this; the message is one sentence for the user, with the host and no secret. */
export class PrometheusTrouble extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'PrometheusTrouble';
  }
}
