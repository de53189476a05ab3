import { useEffect, useRef, useState } from 'react';
import type { AlertId } from '../../../shared/alerts/alert.ts';
import type { ListedAlert } from '../../../shared/alerts/contract.ts';
import type { Environment } from '../../../shared/projects/environment.ts';
import { type KeyGroup, useShownKeys } from '../../ui/shownKeys.ts';
import { useScreenKeys } from '../../ui/useScreenKeys.ts';
import { walkRows } from '../../ui/walkRows.ts';
import { OpenAlertRow } from './OpenAlertRow.tsx';
import styles from './OpenAlerts.module.css';
import { SilenceDialog } from './SilenceDialog.tsx';
import { useAlertActs } from './useAlertActs.ts';

const keys: KeyGroup = {
  title: 'Alerts',
  keys: [
    { keys: ['J'], act: 'To the next alert' },
    { keys: ['K'], act: 'To the alert before' },
    { keys: ['A'], act: 'Acknowledge it: no more reminders' },
    { keys: ['I'], act: 'Make a backlog item of it' },
    { keys: ['S'], act: 'Silence its rule' },
  ],
};

interface Props {
  readonly alerts: readonly ListedAlert[];
  readonly environments: readonly Environment[];
}

/** The open alerts, the most severe first. J and K go from one to the next; what is done is done to the one that has the focus. */
export const OpenAlerts = ({ alerts, environments }: Props) => {
  const list = useRef<HTMLUListElement>(null);
  const [silenced, setSilenced] = useState<ListedAlert | null>(null);
  const { acknowledge, makeItem, close, busy } = useAlertActs();
  useShownKeys(keys);

  const rows = () => [...(list.current?.querySelectorAll<HTMLElement>('[data-alert]') ?? [])];
  const focused = (): ListedAlert | null => {
    const id = rows().find((row) => row.contains(document.activeElement))?.dataset.alert;
    return alerts.find((alert) => alert.id === id) ?? (alerts.length === 1 ? (alerts[0] ?? null) : null);
  };
  const withFocused = (act: (alert: ListedAlert) => void) => (): boolean => {
    const alert = focused();
    if (alert !== null) act(alert);
    return alert !== null;
  };
  useScreenKeys({
    j: () => walkRows(rows(), 1),
    k: () => walkRows(rows(), -1),
    a: withFocused((alert) => {
      if (alert.acknowledged === null) acknowledge(alert);
    }),
    i: withFocused((alert) => {
      if (alert.item === null) makeItem(alert);
    }),
    s: withFocused(setSilenced),
  });
  useKeptFocus(list, alerts);

  return (
    <>
      <ul ref={list} className={styles.list} aria-label="Open alerts">
        {alerts.map((alert) => (
          <OpenAlertRow
            key={alert.id}
            alert={alert}
            environment={environments.find(({ id }) => id === alert.environmentId)?.name ?? ''}
            busy={busy === alert.id}
            onAcknowledge={() => acknowledge(alert)}
            onMakeItem={() => makeItem(alert)}
            onSilence={() => setSilenced(alert)}
            onClose={() => close(alert)}
          />
        ))}
      </ul>
      {silenced !== null && <SilenceDialog alert={silenced} onClose={() => setSilenced(null)} />}
    </>
  );
};

/** The focus stays in the list when the alert that had it closes: on the one that stands there then. */
const useKeptFocus = (list: { readonly current: HTMLUListElement | null }, alerts: readonly ListedAlert[]): void => {
  const last = useRef<{ readonly id: AlertId; readonly place: number } | null>(null);
  useEffect(() => {
    const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-alert]') ?? [])];
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (last.current !== null && lost && !alerts.some(({ id }) => id === last.current?.id))
      rows[Math.min(last.current.place, rows.length - 1)]?.focus({ preventScroll: true });
    const note = () => {
      const place = rows.findIndex((row) => row.contains(document.activeElement));
      const alert = alerts[place];
      last.current = alert === undefined ? null : { id: alert.id, place };
    };
    note();
    const at = list.current;
    at?.addEventListener('focusin', note);
    return () => at?.removeEventListener('focusin', note);
  }, [list, alerts]);
};
