import { type RemoteCommand, sh } from '../../../shared/remote/remoteCommand.ts';

/** The server's time in seconds, and the newest entries of a unit: to begin behind the last one, and as evidence until more come. */
export const newestEntries = (unit: string): RemoteCommand =>
  sh`date +%s; LC_ALL=C journalctl -u ${unit} -n 30 -o json --no-pager`;

/** Everything after the cursor, or since a time in seconds, and then what comes. */
export const followJournal = (unit: string, cursor: string | null, since: number): RemoteCommand =>
  cursor === null
    ? sh`LC_ALL=C exec journalctl -u ${unit} -o json --no-pager -f --no-tail --since=@${since}`
    : sh`LC_ALL=C exec journalctl -u ${unit} -o json --no-pager -f --no-tail ${`--after-cursor=${cursor}`}`;
