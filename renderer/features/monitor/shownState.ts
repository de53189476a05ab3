import type { HopState } from '../../../shared/monitor/hop.ts';
import type { Status } from '../../ui/StatusBadge.tsx';

/** The badge of a hop's state; its word is the state's own. */
export const shownState: Readonly<Record<HopState, Status>> = {
  up: 'healthy',
  degraded: 'degraded',
  down: 'failing',
  unknown: 'unknown',
};
