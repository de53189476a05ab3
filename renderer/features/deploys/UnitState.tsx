import { type Status, StatusBadge } from '../../ui/StatusBadge.tsx';

/** systemd's ActiveState values (systemd.unit(5)) by what they mean for the one who looks. */
const statuses: Readonly<Record<string, Status>> = {
  active: 'healthy',
  reloading: 'degraded',
  activating: 'degraded',
  deactivating: 'degraded',
  inactive: 'stopped',
  failed: 'failing',
};

/** The unit's state in systemd's own word. */
export const UnitState = ({ state }: { readonly state: string }) => (
  <StatusBadge bare status={statuses[state] ?? 'unknown'} label={state} />
);
