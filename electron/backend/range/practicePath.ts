import type { RangeFaultName } from '../../../shared/range/contract.ts';
import { startPracticeDns } from './practiceDns.ts';
import { type PracticeEdge, startPracticeEdge } from './practiceEdge.ts';
import { practiceHost } from './practiceHost.ts';
import { createPracticeProc } from './practiceProc.ts';
import { createPracticeVisitors } from './practiceVisitors.ts';
import type { ServerName, ServerPaths } from './rangePaths.ts';
import type { ServerRecord } from './rangeRecord.ts';

/** Nobody listens there: the edge is at 127.0.0.1 alone. Neither leaves this machine. */
const [RIGHT, WRONG] = ['127.0.0.1', '127.0.0.2'];

export interface PracticePathOptions {
  readonly name: ServerName;
  readonly paths: ServerPaths;
  readonly before: ServerRecord | null;
  readonly nginxPort: number;
  readonly hasFault: (fault: RangeFaultName) => boolean;
}

/** What stands around a practice server: its name, the edge before it, its visitors, and what its memory seems to be. */
export interface PracticePath extends Pick<PracticeEdge, 'port'> {
  readonly dnsPort: number;
  /** Brings everything in line with the faults that are on. */
  readonly settle: (fault: RangeFaultName) => Promise<void>;
  readonly stop: () => void;
}

export const startPracticePath = async (options: PracticePathOptions): Promise<PracticePath> => {
  const { name, paths, before, nginxPort, hasFault } = options;
  const edge = await startPracticeEdge({ port: before?.edgePort ?? null, nginxPort, dead: hasFault('edge-dead') });
  const dns = await startPracticeDns({
    port: before?.dnsPort ?? null,
    name: practiceHost(name),
    address: () => (hasFault('dns-wrong-address') ? WRONG : RIGHT),
  }).catch((error: unknown) => {
    edge.stop();
    throw error;
  });
  const visitors = createPracticeVisitors(nginxPort);
  const proc = createPracticeProc(paths.proc);
  const come = () => visitors.set(hasFault('sluggish-app') || hasFault('error-bursts'));
  come();
  if (hasFault('memory-leak')) proc.leak(true);
  return {
    port: edge.port,
    dnsPort: dns.port,
    settle: async (fault) => {
      if (fault === 'edge-dead') await edge.setDead(hasFault(fault));
      else if (fault === 'memory-leak') proc.leak(hasFault(fault));
      else come();
    },
    stop: () => {
      visitors.stop();
      proc.stop();
      dns.stop();
      edge.stop();
    },
  };
};
