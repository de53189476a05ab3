import { useEffect, useRef } from 'react';
import type { Alert, AlertId } from '../../../shared/alerts/alert.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import { announce } from '../../ui/announce.ts';
import { alertTitle } from './alertStatus.ts';

/** Tells screen readers, politely, which alerts opened or closed while the screen is open; many at once by their number. */
export const useAlertAnnouncements = (
  alerts: readonly Alert[] | undefined,
  environments: readonly Environment[],
): void => {
  const known = useRef<ReadonlyMap<AlertId, Alert> | null>(null);
  useEffect(() => {
    if (alerts === undefined) return;
    const before = known.current;
    known.current = new Map(alerts.map((alert) => [alert.id, alert]));
    if (before === null) return;
    const opened = alerts.filter(({ id }) => !before.has(id));
    const closed = [...before.values()].filter(({ id }) => !known.current?.has(id));
    const say = (which: readonly Alert[], what: string): string => {
      const [first, ...others] = which;
      if (first === undefined) return '';
      if (others.length > 0) return `${which.length} alerts ${what}.`;
      const where = environments.find(({ id }) => id === first.environmentId)?.name ?? '';
      return `${alertTitle(first)} on ${where} ${what}. ${what === 'opened' ? first.reason : ''}`;
    };
    const text = [say(opened, 'opened'), say(closed, 'closed')].filter((part) => part !== '').join(' ');
    if (text !== '') announce(text);
  }, [alerts, environments]);
};
