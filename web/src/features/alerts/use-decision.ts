import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Alert, AlertState, AlertTransition } from '#features/alerts/alert-schema.ts';
import { undoDecision } from '@/api/alert-desk.ts';
import { decideAlert, takeAlerts } from '@/api/alerts.ts';
import { ApiFault } from '@/api/client.ts';

type Step = AlertTransition['to'];

/** What may be done with an alert in each state, the usual step first. */
const steps: Readonly<Record<AlertState, readonly Step[]>> = {
  new: ['acknowledged', 'confirmed', 'rejected'],
  acknowledged: ['confirmed', 'rejected'],
  confirmed: ['closed'],
  rejected: ['closed'],
  closed: [],
};

/** The steps open to an alert. */
export const stepsFrom = (state: AlertState): readonly Step[] => steps[state];

/** What is stored, where somebody else was faster; undefined for any other fault. */
export function presentOf(fault: Error | null): Alert | undefined {
  if (!(fault instanceof ApiFault) || fault.status !== 409) return undefined;
  return fault.problem?.present as Alert | undefined;
}

/** Stores what `act` does to an alert; the lists follow, and what somebody else stored meanwhile is shown. */
export function useAlertAction<Wish>(act: (alert: Alert, wish: Wish) => Promise<Alert>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ alert, wish }: { readonly alert: Alert; readonly wish: Wish }) => act(alert, wish),
    onSuccess: (changed) => {
      takeAlerts(queryClient, [changed]);
      void queryClient.invalidateQueries({ queryKey: ['alerts', 'tuning'] });
    },
    onError: (fault) => {
      const present = presentOf(fault);
      if (present !== undefined) takeAlerts(queryClient, [present]);
    },
  });
}

/** Stores a decision on what is before the eyes. */
export const useDecision = () =>
  useAlertAction((alert, transition: AlertTransition) =>
    decideAlert(alert.id, { ...transition, version: alert.version }),
  );

/** Takes the own last decision back. */
export const useUndo = () => useAlertAction((alert) => undoDecision(alert));
