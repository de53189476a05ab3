import type { SshFailure } from '../../../shared/connections/sshFailure.ts';
import type { StageBoard, StageName } from './stageBoard.ts';

/** The stage a failure on the way to a shell belongs to. A lost connection or a lost patience belongs to the stage that was under way. */
export const failedStage = (failure: SshFailure, board: StageBoard): StageName => {
  switch (failure.kind) {
    case 'name-not-found':
    case 'refused':
    case 'unreachable':
      return 'reach';
    case 'host-key-unknown':
    case 'host-key-changed':
    case 'host-key-revoked':
    case 'no-common-algorithm':
      return 'hostKey';
    case 'auth-refused':
    case 'agent-missing':
    case 'key-unreadable':
    case 'key-invalid':
    case 'passphrase-needed':
    case 'passphrase-wrong':
    case 'password-needed':
    case 'session-refused':
      return 'signIn';
    case 'not-ssh':
    case 'timed-out':
    case 'connection-lost':
    case 'cancelled':
      return board.isOver('hostKey') ? 'signIn' : board.isOver('reach') ? 'hostKey' : 'reach';
  }
};

/** Kinds that are known before the server is asked at all. */
const LOCAL: readonly SshFailure['kind'][] = [
  'agent-missing',
  'key-unreadable',
  'key-invalid',
  'passphrase-needed',
  'passphrase-wrong',
  'password-needed',
];

export const isLocalFailure = ({ kind }: SshFailure): boolean => LOCAL.includes(kind);
