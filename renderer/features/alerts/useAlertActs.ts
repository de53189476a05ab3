import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Alert } from '../../../shared/alerts/alert.ts';
import { api } from '../../backend/client.ts';
import { describeFailure } from '../../backend/failure.ts';
import { planningWindow } from '../../backend/planningWindow.ts';
import { notifyDone, notifyFailure } from '../../ui/notify.ts';
import { alertTitle } from './alertStatus.ts';

/** What can be done to an open alert. `busy` is the one that something is being done to. */
export const useAlertActs = (): {
  readonly acknowledge: (alert: Alert) => void;
  readonly makeItem: (alert: Alert) => void;
  readonly close: (alert: Alert) => void;
  readonly busy: string | null;
} => {
  const cache = useQueryClient();
  const again = () => void cache.invalidateQueries({ queryKey: api.alerts.list.key() });
  const take = useMutation(
    api.alerts.acknowledge.mutationOptions({
      onSuccess: again,
      onError: (error) => notifyFailure('It was not acknowledged', describeFailure(error)),
    }),
  );
  const make = useMutation(
    api.alerts.toItem.mutationOptions({
      onSuccess: again,
      onError: (error) => notifyFailure('No item was made', describeFailure(error)),
    }),
  );
  const end = useMutation(
    api.alerts.close.mutationOptions({
      onSuccess: again,
      onError: (error) => notifyFailure('It was not closed', describeFailure(error)),
    }),
  );
  const busy = take.isPending ? (take.variables.alerts[0] ?? null) : make.isPending ? make.variables.alert : null;
  return {
    acknowledge: (alert) =>
      take.mutate(
        { alerts: [alert.id] },
        { onSuccess: () => notifyDone(`You took ${alertTitle(alert)}: no more reminders`) },
      ),
    makeItem: (alert) =>
      make.mutate(
        { ...planningWindow, alert: alert.id },
        { onSuccess: () => notifyDone(`${alertTitle(alert)} is in the inbox of the backlog`) },
      ),
    close: (alert) =>
      end.mutate({ alerts: [alert.id] }, { onSuccess: () => notifyDone(`${alertTitle(alert)} is closed`) }),
    busy,
  };
};
