/** A call that could not be carried, or whose answer never came because the connection with Pitwall's backend broke.
 *
 * Whether a call that was under way took effect is not known; queries ask again by themselves, mutations are told to the user. */
export class ConnectionLost extends Error {
  readonly code = 'CONNECTION_LOST';
  constructor(message = 'The connection with Pitwall’s backend was lost.') {
    super(message);
    this.name = 'ConnectionLost';
  }
}
