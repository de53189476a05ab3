/** Why git or the way to its server refused; `other` is everything that Pitwall has no words for. */
export const gitCauses = [
  'no-git',
  'not-a-repository',
  'owner',
  'sign-in',
  'host-key',
  'offline',
  'no-remote',
  'protocol',
  'locked',
  'rejected',
  'moved',
  'no-space',
  'corrupt',
  'time-out',
  'unknown-revision',
  'other',
] as const;
export type GitCause = (typeof gitCauses)[number];
