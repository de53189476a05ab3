import type { RemoteCommand } from '../../remote/remoteCommand.ts';

/** What one step runs: its principal commands as they are shown, and the script that holds them. */
export interface StepScript {
  readonly commands: RemoteCommand;
  readonly script: RemoteCommand;
}
