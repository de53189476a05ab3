import { type HopName, hopNames, type JudgedHop, type PathReading } from './hop.ts';
import { hopLabels } from './hopLabels.ts';

const inWords = (names: readonly HopName[]): string => {
  const labels = names.map((name) => hopLabels[name]);
  const last = labels.pop() ?? '';
  return labels.length === 0 ? last : `${labels.join(', ')} and ${last}`;
};
const begun = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const says = ({ hop, detail }: JudgedHop): string => `${hopLabels[hop]}: ${detail}`;
const isAre = (names: readonly HopName[]): string => (names.length === 1 ? 'is' : 'are');

/** The verdict in plain words: what fails first, what that explains, and what is known of the rest. */
export const pathSentence = ({ hops, failing, ownNetwork }: Omit<PathReading, 'reason'>): string => {
  if (ownNetwork === 'down')
    return 'This machine’s own network is down: nobody could look at the path, so nothing is known of it.';
  const of = (name: HopName) => hops.find(({ hop }) => hop === name);
  const unknown = hops.filter(({ state }) => state === 'unknown');
  const unseen =
    unknown.length === 0
      ? null
      : `${begun(inWords(unknown.map(({ hop }) => hop)))} could not be looked at: ${unknown[0]?.detail}.`;
  const first = failing === null ? undefined : of(failing);
  if (first === undefined) {
    const weak = hops.filter(({ state }) => state === 'degraded');
    if (weak.length > 0)
      return [`The path works, but not as it should. ${weak.map((hop) => `${begun(says(hop))}.`).join(' ')}`, unseen]
        .filter((part) => part !== null)
        .join(' ');
    const up = hops.filter(({ state }) => state === 'up');
    if (up.length === 0) return unseen ?? 'Nothing of the path was looked at.';
    return unseen === null
      ? 'Every hop of the path answers as it should.'
      : `What was looked at answers as it should. ${unseen}`;
  }
  return [failure(first, of), explained(hops, first), healthy(hops, first), unseen, served(of, first)]
    .filter((part) => part !== null)
    .join(' ');
};

const failure = (first: JudgedHop, of: (name: HopName) => JudgedHop | undefined): string => {
  const server = of('server');
  const closed = server?.state === 'down' || server?.state === 'unknown';
  if (first.hop === 'edge' && closed && first.status !== null && first.status >= 500)
    return `The edge answers with HTTP ${first.status}, so what is behind it does not answer, and nobody can look inside.`;
  if (first.hop === 'edge' && server?.state === 'down')
    return `The first hop that fails is the edge: ${first.detail}. The server does not answer over SSH either: ${server.detail}.`;
  return `The first hop that fails is ${says(first)}.`;
};

const explained = (hops: readonly JudgedHop[], first: JudgedHop): string | null => {
  const names = hops.filter(({ explainedBy }) => explainedBy === first.hop).map(({ hop }) => hop);
  return names.length === 0
    ? null
    : `That explains why ${inWords(names)} ${names.length === 1 ? 'fails' : 'fail'}, too.`;
};

const healthy = (hops: readonly JudgedHop[], first: JudgedHop): string | null => {
  const names = hops
    .filter(({ hop, state }) => state === 'up' && hopNames.indexOf(hop) > hopNames.indexOf(first.hop))
    .map(({ hop }) => hop);
  return names.length === 0 ? null : `${begun(inWords(names))} behind it ${isAre(names)} healthy.`;
};

const served = (of: (name: HopName) => JudgedHop | undefined, first: JudgedHop): string | null => {
  const edge = of('edge')?.state;
  return first.hop !== 'dns' && (edge === 'up' || edge === 'degraded')
    ? 'Users still get the expected answer at the edge.'
    : null;
};
