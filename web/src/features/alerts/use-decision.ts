import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Alert, AlertState, AlertTransition } from '#features/alerts/alert-schema.ts';
import { alertQuery, decideAlert } from '@/api/alerts.ts';

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

/** Stores a decision; the lists follow. */
export function useDecision() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ alert, transition }: { readonly alert: Alert; readonly transition: AlertTransition }) =>
      decideAlert(alert.id, transition),
    onSuccess: (decided) => {
      queryClient.setQueryData(alertQuery(decided.id).queryKey, decided);
      void queryClient.invalidateQueries({ queryKey: ['alerts'] });
    },
  });
}
