/** A key that is trusted, or revoked, for the host in question. Keys are base64 without padding. */
export interface TrustedKey {
  readonly type: string;
  readonly key: string;
  /** Where it stands: "Pitwall" or "~/.ssh/known_hosts, line 4". */
  readonly source: string;
  /** When it was pinned, milliseconds since 1970; null when nobody noted it. */
  readonly since: number | null;
}

export interface HostKeyKnowledge {
  /** What the user pinned in Pitwall; stands above known_hosts. */
  readonly pinned: readonly TrustedKey[];
  /** What known_hosts says of exactly this host and port. */
  readonly known: readonly TrustedKey[];
  /** What known_hosts says of the host without its port; good for trust, never for an alarm, as ssh(1) does it. */
  readonly knownWithoutPort: readonly TrustedKey[];
  readonly revoked: readonly TrustedKey[];
}

export type HostKeyVerdict =
  | { readonly kind: 'trusted'; readonly by: TrustedKey }
  | { readonly kind: 'revoked'; readonly by: TrustedKey }
  /** Another key of the same type is expected. */
  | { readonly kind: 'changed'; readonly expected: TrustedKey }
  /** Nobody spoke of this key; `otherTypes` are the types the host is known by. */
  | { readonly kind: 'unknown'; readonly otherTypes: readonly string[] };

/** Whether the key a server shows may be believed.
 *
 * A revoked key never; then a pin of its type decides, then known_hosts. A key of another type than the known ones is no alarm
 * (servers hold several), but it is not accepted in silence either: it is unknown. */
export const judgeHostKey = (
  offered: { readonly type: string; readonly key: string },
  { pinned, known, knownWithoutPort, revoked }: HostKeyKnowledge,
): HostKeyVerdict => {
  const same = (one: TrustedKey) => one.key === offered.key;
  const sameType = (one: TrustedKey) => one.type === offered.type;
  const withdrawn = revoked.find(same);
  if (withdrawn !== undefined) return { kind: 'revoked', by: withdrawn };
  const pin = pinned.find(same);
  if (pin !== undefined) return { kind: 'trusted', by: pin };
  const otherPin = pinned.find(sameType);
  if (otherPin !== undefined) return { kind: 'changed', expected: otherPin };
  const line = known.find(same) ?? knownWithoutPort.find(same);
  if (line !== undefined) return { kind: 'trusted', by: line };
  const otherLine = known.find(sameType);
  if (otherLine !== undefined) return { kind: 'changed', expected: otherLine };
  return { kind: 'unknown', otherTypes: knownTypes({ pinned, known, knownWithoutPort, revoked }) };
};

/** The key types the host is known by, pinned ones first: to be asked for in this order, or a good server looks changed. */
export const knownTypes = ({ pinned, known, knownWithoutPort }: HostKeyKnowledge): readonly string[] => [
  ...new Set([...pinned, ...known, ...knownWithoutPort].map((one) => one.type)),
];
