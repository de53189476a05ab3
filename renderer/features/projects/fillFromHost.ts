import type { ConfiguredHost } from '../../../shared/connections/contract.ts';
import type { EnvironmentDraft, HopDraft } from './environmentDraft.ts';

const hopOf = (host: ConfiguredHost, before: HopDraft): HopDraft => ({
  host: host.hostName,
  port: host.port,
  user: host.user ?? before.user,
  auth: host.identityFile === null ? before.auth : 'key',
  keyPath: host.identityFile ?? before.keyPath,
});

/** `user@host:port` or a part of it, as ProxyJump allows (ssh_config(5)); only its first hop, which is all Pitwall goes through. */
const jumpOf = (proxyJump: string, known: readonly ConfiguredHost[], before: HopDraft): HopDraft => {
  const [, user, host, port] =
    /^(?:ssh:\/\/)?(?:([^@]+)@)?(\[[^\]]+\]|[^:]+)(?::(\d+))?$/.exec(proxyJump.split(',')[0] ?? '') ?? [];
  if (host === undefined) return before;
  const alias = known.find((each) => each.alias === host);
  const base = alias === undefined ? { ...before, host } : hopOf(alias, before);
  return { ...base, user: user ?? base.user, port: port === undefined ? base.port : Number(port) };
};

/** The form after choosing a host of ~/.ssh/config: where it is, who signs in, by which key, through which jump host. The rest stays. */
export const fillFromHost = (
  draft: EnvironmentDraft,
  host: ConfiguredHost,
  known: readonly ConfiguredHost[],
): EnvironmentDraft => ({
  ...draft,
  ssh: hopOf(host, draft.ssh),
  viaJump: host.proxyJump !== null,
  jump: host.proxyJump === null ? draft.jump : jumpOf(host.proxyJump, known, draft.jump),
});
