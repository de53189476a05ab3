import type { HostKeyVerdict, TrustedKey } from '../../../shared/connections/judgeHostKey.ts';
import type { HostKey, SshFailure } from '../../../shared/connections/sshFailure.ts';
import { hopFailure } from './hopFailures.ts';
import { fingerprintOf } from './hostKeyKnowledge.ts';
import type { ResolvedHop } from './resolveTarget.ts';

/** What a verdict on a host key means for the connection; null when the key may be believed. */
export const hostKeyFailure = (hop: ResolvedHop, offered: HostKey, verdict: HostKeyVerdict): SshFailure | null => {
  switch (verdict.kind) {
    case 'trusted':
      return null;
    case 'revoked':
      return hopFailure(
        hop,
        'host-key-revoked',
        `${hop.host} shows a host key that is marked as revoked in ${verdict.by.source}.`,
        'Do not sign in. Ask whoever runs the server why it still uses a withdrawn key.',
        { offered },
      );
    case 'changed':
      return hopFailure(
        hop,
        'host-key-changed',
        `${hop.host} shows another host key than before. Either the server was set up anew, or someone stands in between.`,
        'Nothing was sent. Ask whoever runs the server, compare the fingerprints, and replace the key only when they fit.',
        { offered, expected: expectedKey(hop, verdict.expected) },
      );
    case 'unknown':
      return hopFailure(
        hop,
        'host-key-unknown',
        verdict.otherTypes.length === 0
          ? `${hop.host} is new: its host key has not been seen before.`
          : `${hop.host} is known by a key of type ${verdict.otherTypes.join(', ')}, but shows one of type ${offered.type}.`,
        'Compare the fingerprint with the one on the server (ssh-keygen -lf /etc/ssh/ssh_host_*_key.pub), then trust it.',
        { offered },
      );
  }
};

const expectedKey = (hop: ResolvedHop, key: TrustedKey): NonNullable<SshFailure['expected']> => ({
  host: hop.host,
  port: hop.port,
  type: key.type,
  fingerprint: fingerprintOf(Buffer.from(key.key, 'base64')),
  source: key.source === 'Pitwall' ? 'pinned in Pitwall' : key.source,
  ...(key.since === null ? {} : { since: key.since }),
});
